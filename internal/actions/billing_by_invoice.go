package actions

import (
	"context"
	"fmt"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// BillingByInvoice applies for paying by invoice (IDC-64). Each call makes
// another application, so it is sent once.
var BillingByInvoice = Define(Spec[providers.ByInvoiceApplier]{
	Name: "billing.by_invoice",
	Words: Words{Label: "Apply to pay by invoice", Of: "Apply to pay by invoice:", Button: "Apply", Doing: "Applying",
		Done: "Applied", Icon: "mail", Group: GroupChange},
	On: providers.KindBilling, Needs: access.ManageBilling, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-64"},
	Blocked: func(t Target) string {
		if t.Resource != nil && t.Resource.BillingFacts().ByInvoice {
			return "It pays by invoice already."
		}
		return ""
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "The application cannot be taken back here. It shows among the cards and can be removed there."},
			{Fine, "Nothing is charged. Cards stay in use until the staff of " + t.Vendor.Name + " approves it."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.ByInvoiceApplier) error {
		made, err := newWayToPay(r, c, "apply", true, func(ctx context.Context) (providers.Ref, error) {
			return c.ApplyByInvoice(ctx, r.Ref())
		}).Do(ctx, r)
		if err != nil {
			return err
		}
		return r.untilPaysWith(ctx, c, "apply", made, true)
	},
})

// lockOf names the billing account that the run is about, among all accounts.
func (r *Run) lockOf() string {
	return fmt.Sprintf("account-%d/billing/%s", r.Lease.Operation.AccountID, r.Ref().ID)
}
