package handlers

import (
	"cmp"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/invoices"
	"pinfold/web/templates/ui"
)

// invoiceRows are the rows of a list of invoices and orders.
func (p *panel) invoiceRows(c echo.Context, rows []models.Resource, accounts map[models.ID]models.Account) ([]invoices.Row, error) {
	scope, ctx := scopeOf(c), c.Request().Context()
	busy, err := scope.Newest(ctx, resourceIDs(rows))
	if err != nil {
		return nil, err
	}
	billing, err := p.billedTo(c)
	if err != nil {
		return nil, err
	}
	payers := map[string]*models.Resource{}
	for i := range billing {
		payers[payerKey(billing[i].AccountID, billing[i].ExternalID)] = &billing[i]
	}
	shown := make([]invoices.Row, 0, len(rows))
	for i := range rows {
		t := p.targetOf(accounts[rows[i].AccountID], &rows[i])
		if op, ok := busy[rows[i].ID]; ok {
			t.Busy = &op
		}
		if rows[i].Kind == providers.KindInvoice {
			t.Billing = payers[payerKey(rows[i].AccountID, rows[i].Invoice().Billing)]
		}
		shown = append(shown, p.invoiceRow(c, t))
	}
	return shown, nil
}

func payerKey(account models.ID, billing string) string { return accountURL(account) + " " + billing }

func (p *panel) invoiceRow(c echo.Context, t actions.Target) invoices.Row {
	r := *t.Resource
	row := invoices.Row{
		ID: rowID(r), Href: resourceURL(r.Kind, r.ID), Number: t.Name(), Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
		Currency: p.currencyOf(t.Account), Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r),
	}
	if r.Kind == providers.KindOrder {
		p.orderRow(t, &row)
		return row
	}
	facts := r.Invoice()
	row.Title, row.Start, row.End, row.Due = facts.Title, facts.PeriodStart, facts.PeriodEnd, facts.DueAt
	row.Amount, row.State = plainAmount(facts.Total), p.invoiceState(t)
	if t.Billing != nil {
		row.Billing = t.Billing.Name
	}
	if left, err := decimal.NewFromString(facts.Left); err == nil && r.State == providers.Waiting && facts.Left != facts.Total {
		row.Left = money.Text(left, row.Currency)
	}
	if offer, ok := actions.InvoicePay.Offer(t, scopeOf(c).Role); ok && offer.Reason == "" {
		row.PayURL = actionURL(t, actions.InvoicePay.Name)
	}
	return row
}

// orderRow fills in what an order has: it is paid at its provider.
func (p *panel) orderRow(t actions.Target, row *invoices.Row) {
	facts := t.Resource.Order()
	row.Amount = plainAmount(facts.Amount)
	if facts.Number != "" && facts.Number != t.Name() {
		row.Period = "Order " + facts.Number
	}
	kind, word := orderState(t)
	row.State = invoices.State{Kind: kind, Word: word, Title: says(t.Vendor, *t.Resource), Warn: facts.Stage == providers.OrderUnpaid && t.Busy == nil}
	if facts.InvoiceID != "" {
		row.State.Detail = "Invoice " + facts.InvoiceID
	}
	if facts.Stage != providers.OrderUnpaid {
		return
	}
	row.DueText = "Before install"
	if home := providerHome(t); home != nil {
		row.AtURL = home.String()
	}
}

// invoiceState is what an invoice's state looks like: our own operation first.
func (p *panel) invoiceState(t actions.Target) invoices.State {
	r := *t.Resource
	title := says(t.Vendor, r)
	switch {
	case t.Busy != nil:
		s := operationState(*t.Busy)
		return invoices.State{Kind: s.Kind, Word: s.Word, Title: title, Detail: s.Detail}
	case r.GoneAt != nil:
		return invoices.State{Kind: ui.Was, Word: "Gone", Title: title}
	case r.State == providers.Available:
		return invoices.State{Kind: ui.OK, Word: "Paid", Title: title}
	case r.State != providers.Waiting:
		return invoices.State{Kind: ui.Unknown, Word: cmp.Or(r.StateWord, "Not known"), Title: title}
	}
	due := r.Invoice().DueAt
	s := invoices.State{Kind: ui.Error, Due: due, Title: title}
	s.Warn = due.IsZero() || !due.Before(p.Store.Now())
	return s
}

// plainAmount writes an amount without its currency, "" for none.
func plainAmount(text string) string {
	amount, err := decimal.NewFromString(text)
	if err != nil {
		return ""
	}
	return money.Plain(amount)
}
