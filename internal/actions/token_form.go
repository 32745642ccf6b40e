package actions

import (
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// tokenForm is the form of a token, empty for a new one.
func tokenForm(t Target) form.Form {
	billing := form.Field{Name: "billing", Label: "Billing account", Kind: form.Select, Help: "The only one that the token sees.",
		When: []form.Condition{{Field: "restricted", Values: []string{"1"}}}}
	if t.Known != nil {
		for _, o := range t.Known.Known(providers.KindBilling) {
			billing.Options = append(billing.Options, form.Option{Value: o.ID, Label: o.Name + " (" + o.ID + ")"})
		}
	}
	f := form.Form{Fields: []form.Field{
		{Name: "description", Label: "Description", Kind: form.Text, MaxLength: 100, Autocomplete: "off", Help: "What it is for."},
		{Name: "restricted", Label: "Restricted to one billing account", Kind: form.Checkbox},
		billing,
	}}
	if t.Resource != nil {
		facts := t.Resource.Token()
		f.Fields[0].Default, f.Fields[2].Default = t.Name(), facts.Billing
		if facts.Restricted {
			f.Fields[1].Default = "1"
		}
	}
	return f
}

// tokenOptions reads the form. A token of the whole user has no billing
// account.
func tokenOptions(in form.Values) providers.TokenOptions {
	o := providers.TokenOptions{Description: in["description"], Restricted: in["restricted"] != ""}
	if o.Restricted {
		o.Billing = in["billing"]
	}
	return o
}

// isToken reports whether an observation has the options.
func isToken(o providers.Observation, want providers.TokenOptions) bool {
	facts, _ := o.Facts.(providers.TokenFacts)
	name := o.Name
	if strings.TrimSpace(want.Description) == "" {
		name = ""
	}
	return strings.TrimSpace(name) == strings.TrimSpace(want.Description) && facts.Restricted == want.Restricted && facts.Billing == want.Billing
}

// madeTokens are those of the options that the snapshot lacks.
func madeTokens(all []providers.Observation, before []string, want providers.TokenOptions) (made []created) {
	for _, o := range all {
		if !slices.Contains(before, o.ID) && isToken(o, want) {
			made = append(made, created{ID: o.ID})
		}
	}
	return made
}

// tokenNamed finds a token by its number.
func tokenNamed(all []providers.Observation, id string) (providers.Observation, bool) {
	i := slices.IndexFunc(all, func(o providers.Observation) bool { return o.ID == id })
	if i < 0 {
		return providers.Observation{}, false
	}
	return all[i], true
}

func ownToken(o providers.Observation) bool {
	facts, _ := o.Facts.(providers.TokenFacts)
	return facts.Own
}
