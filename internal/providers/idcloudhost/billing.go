package idcloudhost

import (
	"context"
	"fmt"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

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
	all, err := list[api.BillingAccount](ctx, c, ask{op: "IDC-61", path: "/payment/billing_account/list"})
	var live []api.BillingAccount
	for _, account := range all {
		if !account.Deleted.Value {
			live = append(live, account)
		}
	}
	return live, err
}

// observeBilling tells a billing account. Its amounts change by the hour and
// are gauges, without a history. Postal address and registration stay unread.
func observeBilling(b api.BillingAccount) providers.Observation {
	var d details
	d.text("Company", b.Company)
	d.text("E-mail", b.Email)
	d.text("Country", b.Country)
	d.truth("Can pay", b.CanPay)
	d.truth("Pays by invoice", b.ByInvoice)
	d.amount("VAT in percent", b.VAT)
	d.amount("Discount in percent", b.Discount)
	d.add("Card", cardOf(b.Card.Value))
	d.time("Created", b.Created)
	var sums details
	sums.amount("Credit", b.Credit)
	sums.amount("Credit available", b.Totals.Value.Available)
	sums.amount("Unpaid", b.Unpaid)
	sums.amount("Ongoing", b.Totals.Value.Ongoing)
	sums.amount("Total of the month", b.Totals.Value.Total)
	return providers.Observation{
		Kind: providers.KindBilling, ID: b.ID.Trim(), Name: b.Title.Trim(), State: providers.Available,
		Facts:  providers.NamedFacts{Details: d},
		Gauges: providers.NamedFacts{Details: sums},
	}
}

// cardOf tells no more of a card than its kind, its end and its expiry.
func cardOf(card api.Card) string {
	last := card.Last4.Trim()
	if last == "" || len(last) > 4 {
		return ""
	}
	text := fmt.Sprintf("%s, ends in %s", card.Type.Trim(), last)
	if card.Month.Known && card.Year.Known {
		text += fmt.Sprintf(", valid until %02d/%d", card.Month.Value, card.Year.Value)
	}
	return text
}
