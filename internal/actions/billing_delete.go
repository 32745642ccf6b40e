package actions

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/money"
	"pinfold/internal/providers"
)

// BillingDelete deletes a billing account (IDC-58).
var BillingDelete = Define(Spec[providers.BillingRemover]{
	Name:  "billing.delete",
	Words: Words{Label: "Delete", Button: "Delete billing account", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindBilling, Needs: access.ManageBilling, Worst: Destructive,
	Uses:    []providers.Kind{providers.KindServer, providers.KindAddress},
	Write:   map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-58"},
	Blocked: billingKept,
	Form: func(_ providers.BillingRemover, t Target) form.Form {
		return form.Form{Check: func(form.Values) form.Errors {
			if things := payingFor(t); things != "" {
				return form.Errors{"": "It pays for " + things + ". Move that to another billing account first."}
			}
			return nil
		}}
	},
	Plan: func(t Target, _ form.Values) Plan {
		p := Plan{TypedName: t.Name()}
		if things := payingFor(t); things != "" {
			p.Consequences = append(p.Consequences, Consequence{Doubtful, "It pays for " + things + ". Move that to another billing account first."})
		}
		p.Consequences = append(p.Consequences,
			Consequence{Loss, "Its cards and what is left of its credit go with it."},
			Consequence{Fine, "Invoices that were written stay at " + t.Vendor.Name + "."})
		return p
	},
	Do: deleteBilling,
})

// billingKept says why a billing account cannot be deleted now.
func billingKept(t Target) string {
	if t.Resource == nil {
		return ""
	}
	unpaid, err := decimal.NewFromString(t.Resource.BillingSums().Unpaid)
	switch {
	case t.Resource.BillingFacts().Default:
		return "It is the default billing account. Make another one the default first."
	case err == nil && unpaid.IsPositive():
		return money.Text(unpaid, t.currency()) + " is unpaid. Pay it first."
	}
	return ""
}

// payingFor names what the billing account pays for, "" for nothing that is
// known.
func payingFor(t Target) string {
	if t.Resource == nil {
		return ""
	}
	id, servers, addresses := t.Resource.ExternalID, 0, 0
	for _, o := range t.known(providers.KindServer) {
		if facts, _ := o.Facts.(providers.ServerFacts); facts.Billing == id {
			servers++
		}
	}
	for _, o := range t.known(providers.KindAddress) {
		if facts, _ := o.Facts.(providers.NamedFacts); facts.Detail(providers.DetailBilling) == id {
			addresses++
		}
	}
	switch {
	case servers > 0 && addresses > 0:
		return counted(servers, "server", "servers") + " and " + counted(addresses, "address", "addresses")
	case servers > 0:
		return counted(servers, "server", "servers")
	case addresses > 0:
		return counted(addresses, "address", "addresses")
	}
	return ""
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func deleteBilling(ctx context.Context, r *Run, c providers.BillingRemover) error {
	deleted := func(ctx context.Context) (bool, error) {
		listing, err := r.list(ctx, c, providers.KindBilling)
		if err != nil {
			return false, err
		}
		there, err := holds(listing, providers.KindBilling, r.Ref().ID)
		if err != nil || there {
			return false, err
		}
		return true, r.Gone(ctx, providers.KindBilling, r.Ref())
	}
	set := Set{Step: "delete", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: deleted,
		Send: orGone(func(ctx context.Context) error { return c.DeleteBilling(ctx, r.Ref()) })}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "delete", r.Action.Words.Doing, deleted)
}
