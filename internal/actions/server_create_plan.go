package actions

import (
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

func planCreate(t Target, in form.Values) Plan {
	p := Plan{Title: "Create server", Consequences: outcomeOfCreation(t, in), Cost: noPrice(t)}
	if t.Vendor.Slug == providers.Clodo {
		p.Cost += " It charges the account's balance."
	}
	if p.Price = priceOf(t, in); p.Price != nil {
		p.Cost = p.Price.sentence()
	}
	if op, ok := serverCreates[t.Vendor.Slug]; ok {
		at := t
		at.Resource = &models.Resource{Kind: providers.KindServer, Location: in["location"]}
		p.Calls = []PlannedCall{at.Call(op, "")}
	}
	return p
}

// outcomeOfCreation tells what a person gets. A provider that prices an order
// takes the password from the form; others make one.
func outcomeOfCreation(t Target, in form.Values) []Consequence {
	pricer, ok := t.Vendor.Zero.(providers.OrderPricer)
	if !ok {
		return []Consequence{{Fine, "The root password is shown once when it is there."}}
	}
	all := []Consequence{
		{Fine, "It costs by the hour until it is deleted."},
		{Fine, "The panel does not keep the password."},
	}
	if pricer.AmountsOf(in).Addresses > 0 {
		all = append([]Consequence{{Disturbing, "A public address is reserved. It goes on costing when the server is deleted, until it is released."}}, all...)
	}
	return all
}
