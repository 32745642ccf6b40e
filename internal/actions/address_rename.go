package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// AddressRename changes what an address is called and who pays for it (IDC-48).
var AddressRename = Define(Spec[providers.AddressChanger]{
	Name: "address.rename",
	Words: Words{Label: "Name and billing", Of: "Change", Button: "Save", Doing: "Changing",
		Done: "Changed", Icon: "pencil", Group: GroupChange},
	On: providers.KindAddress, Needs: access.OperateServers, Worst: Disruptive,
	Uses:  []providers.Kind{providers.KindBilling},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-48"},
	Form: func(_ providers.AddressChanger, t Target) form.Form {
		facts := t.named()
		return form.Form{
			Fields: []form.Field{
				{Name: "name", Label: "Name", Kind: form.Text, Default: facts.Title, MaxLength: longestName, Autocomplete: "off"},
				billingField(t, facts.Detail(providers.DetailBilling)),
			},
			Check: func(in form.Values) form.Errors {
				if in["name"] == facts.Title && in["billing"] == facts.Detail(providers.DetailBilling) {
					return form.Errors{"name": "It is so already."}
				}
				return nil
			},
		}
	},
	Plan: func(t Target, in form.Values) Plan {
		p := Plan{Consequences: []Consequence{{Fine, "The address itself and its server stay."}}}
		if now := t.named().Detail(providers.DetailBilling); in["billing"] != "" && in["billing"] != now {
			p.Cost = "Billing account " + in["billing"] + " pays for it from then on."
		}
		return p
	},
	Do: func(ctx context.Context, r *Run, c providers.AddressChanger) error {
		name, billing := r.Input["name"], r.Input["billing"]
		return applyToAddress(ctx, r, c, thingChange{
			step: "change",
			reached: func(o providers.Observation) bool {
				facts, _ := o.Facts.(providers.NamedFacts)
				return facts.Title == name && (billing == "" || facts.Detail(providers.DetailBilling) == billing)
			},
			send: func(ctx context.Context) error { return c.ChangeAddress(ctx, r.Ref(), name, billing) },
		})
	},
})
