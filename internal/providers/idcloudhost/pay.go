package idcloudhost

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"net/url"

	"github.com/shopspring/decimal"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.InvoicePayer = (*Client)(nil)
	_ providers.AmountPayer  = (*Client)(nil)
	_ providers.DebtPayer    = (*Client)(nil)
)

// Unpaid implements providers.DebtReader (IDC-63). It tells one sum, with tax,
// and nothing else, so only payments ask for it: pages have the sum that comes
// with the account (IDC-59, 61), of which no tax is told.
func (c *Client) Unpaid(ctx context.Context, billing providers.Ref) (sum decimal.Decimal, err error) {
	if err := checkBilling("IDC-63", billing.ID); err != nil {
		return sum, err
	}
	err = c.do(ctx, ask{
		op: "IDC-63", path: "/payment/billing_account/unpaid_amount", query: url.Values{"billing_account_id": {billing.ID}},
		parse: func(a wire.Answer) error {
			var text wire.String
			if err := wire.Member(a.Body, "message", &text); err != nil {
				return err
			}
			sum, err = decimal.NewFromString(amount(text))
			if err != nil {
				return wire.Plain("the unpaid amount is no number")
			}
			return nil
		},
	})
	return sum, err
}

// PayInvoice implements providers.InvoicePayer (IDC-77).
func (c *Client) PayInvoice(ctx context.Context, ref providers.Ref) error {
	if err := checkBilling("IDC-77", ref.ID); err != nil {
		return err
	}
	_, err := c.settle(ctx, "IDC-77", "/payment/pay_invoice", url.Values{"invoice_id": {ref.ID}})
	return err
}

// PayAmount implements providers.AmountPayer (IDC-76).
func (c *Client) PayAmount(ctx context.Context, billing providers.Ref, sum decimal.Decimal) (providers.Payment, error) {
	if err := checkBilling("IDC-76", billing.ID); err != nil {
		return providers.Payment{}, err
	}
	return c.settle(ctx, "IDC-76", "/payment/pay_amount", url.Values{"billing_account_id": {billing.ID}, "amount": {sum.String()}})
}

// PayAll implements providers.DebtPayer (IDC-75).
func (c *Client) PayAll(ctx context.Context, billing providers.Ref) (providers.Payment, error) {
	if err := checkBilling("IDC-75", billing.ID); err != nil {
		return providers.Payment{}, err
	}
	return c.settle(ctx, "IDC-75", "/payment/pay_all", url.Values{"billing_account_id": {billing.ID}})
}

// settle sends a payment. The document shows what IDC-76 answers and nothing of
// the two others, so that any answer without a "no" is taken for a yes.
func (c *Client) settle(ctx context.Context, op providers.OpID, path string, form url.Values) (paid providers.Payment, err error) {
	err = c.do(ctx, ask{op: op, method: http.MethodPost, path: path, form: form, refusal: unpaid, parse: func(a wire.Answer) error {
		if err := taken(a); err != nil {
			return err
		}
		var told api.Paid
		if body := bytes.TrimSpace(a.Body); len(body) > 0 && body[0] == '{' {
			if err := wire.JSON(body, &told); err != nil {
				return err
			}
		}
		paid = providers.Payment{Used: amount(told.Used)}
		for _, id := range told.Invoices {
			paid.Invoices = append(paid.Invoices, id.Trim())
		}
		return nil
	}})
	return paid, err
}

// unpaid finds the answer that nothing was charged: no success, and nothing
// used. One that used a part is no refusal.
func unpaid(a wire.Answer) (wire.Refusal, bool) {
	var told api.Paid
	if a.Status < 200 || a.Status > 299 || wire.JSON(a.Body, &told) != nil || !told.Success.Known || told.Success.Value {
		return wire.Refusal{}, false
	}
	used, err := decimal.NewFromString(amount(told.Used))
	if err != nil || !used.IsZero() {
		return wire.Refusal{}, false
	}
	return wire.Refusal{Kind: providers.ErrConflict, Said: cmp.Or(told.Log.Trim(), told.Message.Trim())}, true
}
