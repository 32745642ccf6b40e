// Package billing draws billing accounts and their cards.
package billing

import (
	"time"

	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// List is the page of the billing accounts of all accounts.
type List struct {
	Rows  []Row
	Sorts ui.Sorts
	Pages ui.Pages
	// NoAccounts says that none is connected, Able that one of them has billing
	// accounts.
	NoAccounts, MayConnect, Able bool
	// With names the providers whose API has billing accounts.
	With string
	Tabs []ui.Tab
}

// Row is one billing account.
type Row struct {
	ID, Href, Name, Number  string
	Kind                    ui.Kind
	Word                    string
	Default                 bool
	Balance, Unpaid, Month  string
	Owes                    bool
	Card                    string
	Code, Provider, Account string
	Checked                 time.Time
	Old                     bool
	MenuURL                 string
}

// CardList is the page of the cards of all accounts.
type CardList struct {
	Rows                         []CardRow
	Sorts                        ui.Sorts
	Pages                        ui.Pages
	NoAccounts, MayConnect, Able bool
	With                         string
	Tabs                         []ui.Tab
}

// CardRow is one card.
type CardRow struct {
	ID, Name, Holder, Until string
	Kind                    ui.Kind
	Word                    string
	// Billing is the billing account that it belongs to.
	Billing, BillingHref    string
	Code, Provider, Account string
	Checked                 time.Time
	Old                     bool
	MenuURL                 string
}

// Page is the page of one billing account.
type Page struct {
	servers.Page
	Sums []Sum
	// InvoicesURL leads to the invoices that were written to it, "" where there
	// are none to see.
	InvoicesURL string
	Default     bool
	// Terms say how it pays.
	Terms []servers.Fact
	Parts []servers.Part
}

// Sum is one amount above the page.
type Sum struct {
	Label, Amount, Currency, Note string
	Bad                           bool
}
