package idcloudhost

import (
	"cmp"
	"context"
	"fmt"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

const pathBilling = "/payment/billing_account"

// listBilling lists the billing accounts (IDC-61).
func (c *Client) listBilling(ctx context.Context) (providers.Listing, error) {
	accounts, err := c.billing(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	return listing(accounts, observeBilling), nil
}

// billing leaves out the deleted ones, which an account may keep as shadows.
func (c *Client) billing(ctx context.Context) ([]api.BillingAccount, error) {
	all, err := list[api.BillingAccount](ctx, c, ask{op: "IDC-61", path: pathBilling + "/list"})
	var live []api.BillingAccount
	for _, account := range all {
		if !account.Deleted.Value {
			live = append(live, account)
		}
	}
	return live, err
}

// Billing implements providers.BillingReader (IDC-59).
func (c *Client) Billing(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkID("IDC-59", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	account, err := one(ctx, c, askBilling(ref), ref.ID, func(b api.BillingAccount) string { return b.ID.Trim() })
	if err == nil && account.Deleted.Value {
		err = &providers.Error{Kind: providers.ErrNotFound, Op: "IDC-59", Sentence: "The billing account was deleted at IDCloudHost."}
	}
	if err != nil {
		return providers.Observation{}, err
	}
	return observeBilling(account), nil
}

func askBilling(ref providers.Ref) ask {
	return ask{op: "IDC-59", path: pathBilling, query: url.Values{"billing_account_id": {ref.ID}}}
}

// observeBilling tells a billing account. Its amounts change by the hour and
// are gauges, without a history.
func observeBilling(b api.BillingAccount) providers.Observation {
	facts := providers.BillingFacts{
		Fields: fieldsOf(b), Email: b.Email.Trim(), Default: b.Default.Value,
		TaxPercent: amount(b.VAT), DiscountPercent: amount(b.Discount), CreatedAt: timeOf(b.Created),
		CanPay: b.CanPay.Value, ByInvoice: b.ByInvoice.Value, Card: cardText(b.Card.Value),
	}
	return providers.Observation{
		Kind: providers.KindBilling, ID: b.ID.Trim(), Name: b.Title.Trim(), State: providers.Available, Facts: facts,
		Gauges: providers.BillingGauges{
			Balance: cmp.Or(amount(b.Totals.Value.Available), amount(b.Credit)),
			Unpaid:  amount(b.Unpaid), Month: amount(b.Totals.Value.Total),
		},
	}
}

// billingFields are the details that a person can change, with the names that
// IDC-60 takes. IDCloudHost leaves out the empty ones.
var billingFields = []struct {
	name, label string
	of          func(api.BillingAccount) wire.String
}{
	{"title", "Title", func(b api.BillingAccount) wire.String { return b.Title }},
	{"email", "E-mail", func(b api.BillingAccount) wire.String { return b.Email }},
	{"company_name", "Company", func(b api.BillingAccount) wire.String { return b.Company }},
	{"company_reg_code", "Registration code", func(b api.BillingAccount) wire.String { return b.RegCode }},
	{"company_vat_number", "VAT number", func(b api.BillingAccount) wire.String { return b.VATNumber }},
	{"address_line1", "Address", func(b api.BillingAccount) wire.String { return b.AddressLine1 }},
	{"address_line2", "Address, second line", func(b api.BillingAccount) wire.String { return b.AddressLine2 }},
	{"city", "City", func(b api.BillingAccount) wire.String { return b.City }},
	{"county", "County", func(b api.BillingAccount) wire.String { return b.County }},
	{"post_index", "Postal code", func(b api.BillingAccount) wire.String { return b.PostIndex }},
	{"country", "Country", func(b api.BillingAccount) wire.String { return b.Country }},
}

func fieldsOf(b api.BillingAccount) map[string]string {
	fields := map[string]string{}
	for _, field := range billingFields {
		if value := field.of(b).Trim(); value != "" {
			fields[field.name] = value
		}
	}
	return fields
}

// cardText tells no more of a card than its kind, its end and its expiry.
func cardText(card api.Card) string {
	last := card.Last4.Trim()
	if last == "" || len(last) > 4 {
		return ""
	}
	text := providers.CardFacts{Type: card.Type.Trim(), Last4: last}.Label()
	if card.Month.Known && card.Year.Known {
		text += fmt.Sprintf(", valid until %02d/%d", card.Month.Value, card.Year.Value)
	}
	return text
}
