package idcloudhost

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

var (
	_ providers.CreditBuyer    = (*Client)(nil)
	_ providers.CreditInvoicer = (*Client)(nil)
)

const pathCredit = "/payment/credit"

// Credit implements providers.CreditReader (IDC-70).
func (c *Client) Credit(ctx context.Context, billing providers.Ref) ([]providers.CreditEntry, error) {
	if err := checkID("IDC-70", billing.ID); err != nil {
		return nil, err
	}
	all, err := list[api.Credit](ctx, c, ask{op: "IDC-70", path: pathCredit + "/list", query: url.Values{"billing_account_id": {billing.ID}}})
	if err != nil {
		return nil, err
	}
	entries := make([]providers.CreditEntry, 0, len(all))
	for _, one := range all {
		if one.ID.Trim() == "" {
			return nil, unclear("IDC-70", "a change of credit")
		}
		entries = append(entries, providers.CreditEntry{
			ID: one.ID.Trim(), At: timeOf(one.Created), Amount: amount(one.Amount), Text: one.Description.Trim(),
		})
	}
	slices.SortStableFunc(entries, func(a, b providers.CreditEntry) int { return b.At.Compare(a.At) })
	return entries, nil
}

// BuyCredit implements providers.CreditBuyer (IDC-71). The path is that of the
// document's HTTP line; its curl sample has another.
func (c *Client) BuyCredit(ctx context.Context, billing providers.Ref, card, amount string) error {
	return c.pay(ctx, ask{op: "IDC-71", method: http.MethodPost, path: pathCredit + "/buy", parse: taken},
		"billing_account_id", billing.ID, "payment_object_id", card, "amount", amount)
}

// RequestCreditInvoice implements providers.CreditInvoicer (IDC-72), with the
// path of the document's HTTP line.
func (c *Client) RequestCreditInvoice(ctx context.Context, billing providers.Ref, amount string) error {
	return c.pay(ctx, ask{op: "IDC-72", method: http.MethodPost, path: pathCredit + "/request_invoice", parse: taken},
		"billing_account_id", billing.ID, "amount", amount)
}
