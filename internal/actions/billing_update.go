package actions

import (
	"context"
	"encoding/json"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// BillingUpdate changes the details of a billing account (IDC-60). The call
// erases what it is not given: the client reads everything and sends it back.
var BillingUpdate = Define(Spec[providers.BillingEditor]{
	Name: "billing.update",
	Words: Words{Label: "Edit details", Of: "Edit", Button: "Save details", Doing: "Saving",
		Done: "Saved", Icon: "pencil", Group: GroupChange},
	On: providers.KindBilling, Needs: access.ManageBilling, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-60"},
	Form:  billingForm,
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Consequences: []Consequence{
				{Disturbing, "Invoices from then on carry the new details. Those that exist stay as they are."},
				{Fine, "The account is read first. If somebody changed it meanwhile, nothing is sent and you see what differs."},
				{Fine, t.Vendor.Name + " erases what it is not sent, so every detail is sent back, also those that are not on this form."},
			},
			Calls: []PlannedCall{t.Call("IDC-59", ""), t.Call("IDC-60", "")},
		}
	},
	Do: updateBilling,
})

func billingForm(c providers.BillingEditor, t Target) form.Form {
	var facts providers.BillingFacts
	if t.Resource != nil {
		facts = t.Resource.BillingFacts()
	}
	f := c.BillingForm(facts)
	seen, _ := json.Marshal(facts.Fields) // Texts always encode.
	names := f.Fields
	f.Fields = append(f.Fields, form.Field{Name: fieldSeen, Kind: form.Hidden, Optional: true, Default: string(seen)})
	f.Check = func(in form.Values) form.Errors {
		change := changeOf(names, in)
		if len(change.Want) == 0 {
			return form.Errors{"": "Nothing is changed yet."}
		}
		return nil
	}
	return f
}

// changeOf tells what differs from what the form was filled from.
func changeOf(fields []form.Field, in form.Values) providers.BillingChange {
	change := providers.BillingChange{Seen: map[string]string{}, Want: map[string]string{}}
	_ = json.Unmarshal([]byte(in[fieldSeen]), &change.Seen) // What cannot be read was not seen.
	for _, field := range fields {
		value := strings.TrimSpace(in[field.Name])
		if field.Name != fieldSeen && value != change.Seen[field.Name] {
			change.Want[field.Name] = value
		}
	}
	return change
}

func updateBilling(ctx context.Context, r *Run, c providers.BillingEditor) error {
	change := changeOf(c.BillingForm(providers.BillingFacts{}).Fields, r.Input)
	read := func(ctx context.Context) (providers.Observation, error) { return c.Billing(ctx, r.Ref()) }
	return applyTo(ctx, r, read, thingChange{
		step: "update",
		reached: func(o providers.Observation) bool {
			facts, _ := o.Facts.(providers.BillingFacts)
			for name, value := range change.Want {
				if facts.Fields[name] != value {
					return false
				}
			}
			return true
		},
		send: func(ctx context.Context) error { return c.UpdateBilling(ctx, r.Ref(), change) },
	})
}
