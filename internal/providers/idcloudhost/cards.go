package idcloudhost

import (
	"context"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

var (
	_ providers.CardAdder        = (*Client)(nil)
	_ providers.CardChooser      = (*Client)(nil)
	_ providers.CardRemover      = (*Client)(nil)
	_ providers.ByInvoiceApplier = (*Client)(nil)
)

const pathCard = "/payment/card"

// listCards lists the cards of all billing accounts (IDC-61, IDC-68). An
// account whose cards cannot be read makes the list incomplete, unless none
// can.
func (c *Client) listCards(ctx context.Context) (providers.Listing, error) {
	accounts, err := c.billing(ctx)
	l := providers.Listing{Complete: true}
	read := 0
	var failed error
	for _, account := range accounts {
		cards, err := c.Cards(ctx, providers.Ref{ID: account.ID.Trim()})
		if err != nil {
			failed, l.Complete = err, false
			continue
		}
		read++
		l.Items = append(l.Items, cards...)
	}
	if err == nil && read == 0 {
		err = failed
	}
	return l, err
}

// Cards implements providers.CardLister (IDC-68).
func (c *Client) Cards(ctx context.Context, billing providers.Ref) ([]providers.Observation, error) {
	if err := checkID("IDC-68", billing.ID); err != nil {
		return nil, err
	}
	all, err := list[api.Payment](ctx, c, ask{op: "IDC-68", path: pathCard + "/list", query: url.Values{"billing_account_id": {billing.ID}}})
	if err != nil {
		return nil, err
	}
	var cards []providers.Observation
	for _, p := range all {
		if p.Deleted.Value {
			continue
		}
		if p.ID.Trim() == "" {
			return nil, unclear("IDC-68", "a card")
		}
		cards = append(cards, observeCard(p, billing.ID))
	}
	return cards, nil
}

// Card implements providers.CardChooser (IDC-66).
func (c *Client) Card(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkID("IDC-66", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	a := ask{op: "IDC-66", path: pathCard, query: url.Values{"payment_object_id": {ref.ID}}}
	p, err := one(ctx, c, a, ref.ID, func(p api.Payment) string { return p.ID.Trim() })
	if err != nil {
		return providers.Observation{}, err
	}
	return observeCard(p, p.Billing.Trim()), nil
}

// observeCard tells no more of a card than its type, end, holder and expiry.
func observeCard(p api.Payment, billing string) providers.Observation {
	card := api.CardOf(p.Data)
	facts := providers.CardFacts{
		Type: card.Type.Trim(), Holder: card.Holder.Trim(), ByInvoice: card.ByInvoice(),
		Primary: p.Primary.Value, Verified: p.Verified.Value, AddedAt: timeOf(p.Created),
	}
	if last := card.Last4.Trim(); len(last) <= 4 {
		facts.Last4 = last
	}
	if !facts.ByInvoice {
		facts.Month, facts.Year = int(card.Month.Value), int(card.Year.Value)
	}
	o := providers.Observation{Kind: providers.KindCard, ID: p.ID.Trim(), Parent: billing, Name: facts.Label(), State: providers.Waiting, Facts: facts}
	if facts.Verified {
		o.State = providers.Available
	}
	return o
}

// AddCard implements providers.CardAdder (IDC-67).
func (c *Client) AddCard(ctx context.Context, billing providers.Ref, token secrets.Text) (providers.Ref, error) {
	if err := checkID("IDC-67", billing.ID); err != nil {
		return providers.Ref{}, err
	}
	var made api.Payment
	a := ask{op: "IDC-67", method: http.MethodPost, path: pathCard, hide: token, parse: paymentInto(&made),
		form: url.Values{"billing_account_id": {billing.ID}, "token": {token.Reveal()}}}
	err := c.do(ctx, a)
	return providers.Ref{ID: made.ID.Trim()}, err
}

// paymentInto reads the new way to pay. The document shows no sample of the
// answer to a card, which may tell no more than that it was taken.
func paymentInto(made *api.Payment) func(wire.Answer) error {
	return func(a wire.Answer) error {
		if err := taken(a); err != nil || a.Status == http.StatusNoContent {
			return err
		}
		return wire.JSON(a.Body, made)
	}
}

// RemoveCard implements providers.CardRemover (IDC-65).
func (c *Client) RemoveCard(ctx context.Context, ref providers.Ref) error {
	return c.pay(ctx, ask{op: "IDC-65", method: http.MethodDelete, path: pathCard, parse: deleted}, "payment_object_id", ref.ID)
}

// MakeCardPrimary implements providers.CardChooser (IDC-69).
func (c *Client) MakeCardPrimary(ctx context.Context, ref providers.Ref) error {
	return c.pay(ctx, ask{op: "IDC-69", method: http.MethodPut, path: pathCard + "/set_primary", parse: taken}, "payment_object_id", ref.ID)
}

// ApplyByInvoice implements providers.ByInvoiceApplier (IDC-64).
func (c *Client) ApplyByInvoice(ctx context.Context, billing providers.Ref) (providers.Ref, error) {
	var made api.Payment
	a := ask{op: "IDC-64", method: http.MethodPost, path: "/payment/apply_for_invoice_payment", parse: paymentInto(&made)}
	err := c.pay(ctx, a, "billing_account_id", billing.ID)
	return providers.Ref{ID: made.ID.Trim()}, err
}
