// Package invoices draws the list of invoices and orders, and a single
// invoice.
package invoices

import (
	"context"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// Row is an invoice, or an order that is paid at its provider.
type Row struct {
	ID, Href, Number string
	// Title is what it is for, "" if nothing is told.
	Title                   string
	Code, Provider, Account string
	// Billing is the billing account, "" where there is none.
	Billing string
	// Start and End are the period, zero where there is none; Period stands in
	// its place.
	Start, End time.Time
	Period     string
	State      State
	// Due is zero where no day is told; DueText stands in its place.
	Due     time.Time
	DueText string
	// Amount is what it asks for, Left what is still to be paid where a part was.
	Amount, Left, Currency string
	// PayURL asks for the payment, AtURL leads to the provider's own pages.
	PayURL, AtURL string
	Checked       time.Time
	Old           bool
}

// State is how an invoice stands. Overdue and unpaid ones get their words from
// the day on which they fall due.
type State struct {
	Kind ui.Kind
	// Word is "" where Due says it.
	Word, Title, Detail string
	Due                 time.Time
	// Warn draws what is to be paid in the color of a warning.
	Warn bool
}

// Sum is what all invoices of one currency ask for. Left is "" where nothing is
// unpaid.
type Sum struct{ Total, Left string }

// PayAll leads to a payment of a billing account.
type PayAll struct{ Label, Href, AmountHref string }

// List is the list of all accounts.
type List struct {
	NoAccounts, MayConnect bool
	// None says that no account tells of invoices; Others names the accounts
	// that do not.
	None   bool
	Others []string
	Show   string
	Tabs   []ui.Tab
	Search ui.Search
	// Filters are checklists, Hidden what the form keeps beside its own fields.
	Filters   []ui.Filter
	Hidden    map[string]string
	ClearHref string
	NoneFit   bool
	Rows      []Row
	Sorts     ui.Sorts
	Pages     ui.Pages
	Sums      []Sum
	PayAll    []PayAll
	CSVURL    string
	Trouble   []servers.Trouble
}

// Line is what an invoice asks money for, written out.
type Line struct{ Name, Quantity, Unit, Price, Amount string }

// Payment is a payment that the provider tells of.
type Payment struct {
	At                 time.Time
	Amount, Method, ID string
}

// Page is a single invoice.
type Page struct {
	Row
	URL, AccountURL string
	// BillingURL leads to the billing account, "" if it is not known.
	BillingURL string
	To         []string
	Issued     time.Time
	Lines      []Line
	// Quantity and Price head their columns.
	Quantity, Price string
	Totals          []ui.BillLine
	Total           string
	Payments        []Payment
	Offers          []servers.Offer
	// Reason says why it cannot be paid now, "" if it can.
	Reason string
	// Rest is the history, drawn as on a server's page.
	Rest    servers.Page
	CSVURL  string
	Gone    time.Time
	ReadAt  time.Time
	Trouble string
	// Reads tells that the provider should be asked now.
	Reads bool
	Live  []string
}

// noted reports whether anything stands above the invoice.
func (p Page) noted() bool { return !p.Gone.IsZero() || p.Trouble != "" || p.Reason != "" }

// toPay is the sum that the button names.
func (p Page) toPay() string {
	if p.Left != "" {
		return p.Left
	}
	return p.Total
}

// StateText is a state in words, as the list has it.
func StateText(ctx context.Context, s State) string { return s.word(ctx) }

// word is the state in words.
func (s State) word(ctx context.Context) string {
	if s.Word != "" {
		return s.Word
	}
	clock := ui.ClockOf(ctx)
	days := dayOf(s.Due, clock).Sub(dayOf(clock.Now, clock)).Round(24*time.Hour) / (24 * time.Hour)
	switch {
	case s.Due.IsZero():
		return i18n.T(ctx, "Unpaid")
	case days < 0:
		return i18n.N(ctx, int(-days), "Overdue by {n} day", "Overdue by {n} days")
	case s.Due.Before(clock.Now):
		return i18n.T(ctx, "Overdue since today")
	case days == 0:
		return i18n.T(ctx, "Due today")
	}
	return i18n.N(ctx, int(days), "Due in {n} day", "Due in {n} days")
}

func dayOf(t time.Time, c ui.Clock) time.Time {
	year, month, day := t.In(c.Zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
