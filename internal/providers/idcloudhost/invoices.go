package idcloudhost

import (
	"context"
	"net/url"

	"golang.org/x/sync/errgroup"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

var _ providers.InvoiceReader = (*Client)(nil)

const pathInvoice = "/payment/invoice"

// listInvoices lists the invoices (IDC-74) of all billing accounts (IDC-61).
// One that fails hides no other.
func (c *Client) listInvoices(ctx context.Context) (providers.Listing, error) {
	accounts, err := c.billing(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	if len(accounts) == 0 {
		return providers.Listing{Complete: true}, nil
	}
	listings, errs := make([]providers.Listing, len(accounts)), make([]error, len(accounts))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, account := range accounts {
		group.Go(func() error {
			listings[i], errs[i] = c.invoicesOf(ctx, account.ID.Trim())
			return nil
		})
	}
	_ = group.Wait()
	return joined(listings, errs)
}

func (c *Client) invoicesOf(ctx context.Context, billing string) (providers.Listing, error) {
	if err := checkBilling("IDC-74", billing); err != nil {
		return providers.Listing{}, err
	}
	return plainList(ctx, c, ask{op: "IDC-74", path: pathInvoice + "/list", query: url.Values{"billing_account_id": {billing}}}, observeInvoice)
}

// Invoices implements providers.DebtReader (IDC-74).
func (c *Client) Invoices(ctx context.Context, billing providers.Ref) ([]providers.Observation, error) {
	l, err := c.invoicesOf(ctx, billing.ID)
	if err == nil && !l.Complete {
		err = unclear("IDC-74", "an invoice")
	}
	return l.Items, err
}

// Invoice implements providers.InvoiceReader (IDC-73).
func (c *Client) Invoice(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkBilling("IDC-73", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	a := ask{op: "IDC-73", path: pathInvoice, query: url.Values{"invoice_id": {ref.ID}}}
	one, err := one(ctx, c, a, ref.ID, func(i api.Invoice) string { return i.ID.Trim() })
	if err != nil {
		return providers.Observation{}, err
	}
	return observeInvoice(one), nil
}

// checkBilling keeps what is no whole number out of a parameter that has to be
// one.
func checkBilling(op providers.OpID, id string) error {
	for _, r := range id {
		if r < '0' || r > '9' {
			id = ""
			break
		}
	}
	if id != "" && len(id) < 20 {
		return nil
	}
	return &providers.Error{Kind: providers.ErrInvalid, Op: op, NotSent: true,
		Sentence: "This is not a number that IDCloudHost gives. Nothing was sent."}
}
