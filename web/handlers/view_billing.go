package handlers

import (
	"cmp"
	"fmt"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/billing"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// sumText is an amount of the account's currency, "" for one that is not told.
func sumText(t actions.Target, amount string) string {
	sum, err := decimal.NewFromString(amount)
	if err != nil {
		return ""
	}
	return money.Text(sum, currencyOf(t))
}

func currencyOf(t actions.Target) string { return cmp.Or(t.Account.Currency, t.Vendor.Currency) }

func owes(t actions.Target) bool {
	sum, err := decimal.NewFromString(t.Resource.BillingSums().Unpaid)
	return err == nil && sum.IsPositive()
}

func (p *panel) billingRow(t actions.Target) billing.Row {
	r := *t.Resource
	facts, sums, state := r.BillingFacts(), r.BillingSums(), p.billingState(t)
	return billing.Row{
		ID: rowID(r), Href: resourceURL(r.Kind, r.ID), MenuURL: fmt.Sprintf("/%s/%d/actions", plural(r.Kind), r.ID),
		Name: t.Name(), Number: r.ExternalID, Kind: state.Kind, Word: state.Word, Default: facts.Default,
		Balance: sumText(t, sums.Balance), Unpaid: sumText(t, sums.Unpaid), Month: sumText(t, sums.Month), Owes: owes(t),
		Card: paysWith(t), Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
		Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r),
	}
}

// paysWith says how a billing account pays, "" where its provider does not
// tell.
func paysWith(t actions.Target) string {
	facts := t.Resource.BillingFacts()
	switch {
	case facts.ByInvoice:
		return "Invoice"
	case facts.Card == "" && !hasCards(t):
		return ""
	}
	return cmp.Or(facts.Card, "No card")
}

// hasCards reports whether the provider tells of cards at all.
func hasCards(t actions.Target) bool {
	_, ok := t.Vendor.Zero.(providers.CardLister)
	return ok
}

// billingState is what the panel does with a billing account now, else whether
// it can pay.
func (p *panel) billingState(t actions.Target) servers.State {
	facts := t.Resource.BillingFacts()
	s := servers.State{Percent: -1}
	switch {
	case t.Busy != nil:
		return operationState(*t.Busy)
	case t.Resource.GoneAt != nil:
		s.Kind, s.Word = ui.Was, "Gone"
	case owes(t):
		s.Kind, s.Word = ui.Waiting, "Unpaid"
	case facts.CanPay || facts.ByInvoice:
		s.Kind, s.Word = ui.OK, "Can pay"
	case hasCards(t):
		s.Kind, s.Word = ui.Suspended, "Cannot pay"
		s.Title = t.Vendor.Name + " would take no payment now. It has no card that works."
	default:
		s.Kind, s.Word = ui.OK, "Prepaid"
	}
	return s
}

// cardState is what the panel does with a card now, else whether it is charged.
func cardState(t actions.Target, now time.Time) servers.State {
	facts := t.Resource.Card()
	s := servers.State{Percent: -1}
	switch {
	case t.Busy != nil:
		return operationState(*t.Busy)
	case facts.Expired(now):
		s.Kind, s.Word = ui.Error, "Expired"
	case !facts.Verified:
		s.Kind, s.Word = ui.Waiting, "Not verified"
	case facts.Primary:
		s.Kind, s.Word = ui.OK, "Primary"
	default:
		s.Kind, s.Word = ui.Stopped, "In reserve"
	}
	return s
}

// validUntil is the last month that a card is valid in: "12/2029".
func validUntil(f providers.CardFacts) string {
	if f.Year == 0 || f.Month == 0 {
		return ""
	}
	return fmt.Sprintf("%02d/%d", f.Month, f.Year)
}

func (p *panel) cardRow(c echo.Context, t actions.Target) (billing.CardRow, error) {
	r, facts := *t.Resource, t.Resource.Card()
	state := cardState(t, p.Store.Now())
	row := billing.CardRow{
		ID: rowID(r), Name: t.Name(), Holder: facts.Holder, Until: validUntil(facts), Kind: state.Kind, Word: state.Word,
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label, MenuURL: fmt.Sprintf("/%s/%d/actions", plural(r.Kind), r.ID),
		Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r), Billing: r.Parent, BillingHref: pageOf(providers.KindBilling).list,
	}
	of, err := scopeOf(c).ResourceByRef(c.Request().Context(), r.AccountID, providers.KindBilling, providers.Ref{ID: r.Parent})
	if err == models.ErrNotFound {
		return row, nil
	}
	row.Billing, row.BillingHref = cmp.Or(of.Name, of.ExternalID), resourceURL(of.Kind, of.ID)
	return row, err
}
