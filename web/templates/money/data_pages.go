package money

import (
	"time"

	"pinfold/internal/form"
	"pinfold/web/templates/ui"
)

// SpendPage is spend by month as figures.
type SpendPage struct {
	Tabs   []ui.Tab
	CSV    string
	Rates  RatesNote
	Heads  []SpendHead
	Tables []SpendFigures
}

// SpendHead is a month, of which so many days are known.
type SpendHead struct {
	Label       string
	Known, Days int
}

// SpendFigures is a table of one currency; a cell is "" where nothing is known.
type SpendFigures struct {
	Currency string
	Rows     []SpendRow
	Totals   []string
}

// SpendRow is one part of spend with a cell for each month.
type SpendRow struct {
	Label string
	Cells []string
}

// RatesPage is the rates that hold and those before them.
type RatesPage struct {
	Base    string
	Bases   []ui.Tab
	Form    form.Form
	Values  form.Values
	Errors  form.Errors
	May     bool
	History []RateLine
	// Single says that all accounts have one currency.
	Single bool
}

// RateLine is one entry of the history.
type RateLine struct {
	Line, By string
	At       time.Time
}

// ExpiringPage is what ends or is due, by date.
type ExpiringPage struct {
	Tabs []ui.Tab
	Rows []EndRow
	// Unknown are balances of which nobody can say how long they last.
	Unknown []Line
	// More counts rows that are not shown.
	More     string
	Calendar Calendar
}

// EndRow is one thing that ends or is due.
type EndRow struct {
	ID, Href, Name, What    string
	Code, Provider, Account string
	At                      time.Time
	// When is how far off it is, Late that it is over.
	When string
	Late bool
	// About says that the date is reckoned.
	About bool
	Sum   Sum
}

// Calendar is the person's calendar feed. URL is shown once, when it is new.
type Calendar struct {
	On      bool
	URL     string
	Created time.Time
	Used    time.Time
}

// StatementPage asks for a statement and shows it.
type StatementPage struct {
	// NoReader says that no account's provider tells statements.
	NoReader bool
	With     string
	Accounts []Option
	Servers  []Option
	From, To string
	Zone     string
	Problem  string
	Entries  *Entries
}

// Option is one choice.
type Option struct {
	Value, Label string
	Chosen       bool
}

// Entries is the outcome of a statement. It is read after the page.
type Entries struct {
	URL, CSV, Provider string
	Period, Of         string
	ReadAt             time.Time
	Trouble            string
	Rows               []EntryRow
	Charged, Paid      Sum
}

// EntryRow is what was charged of one kind.
type EntryRow struct {
	Label, Code, Count, Unit string
	Sum                      Sum
}

// PricesPage is the price lists of all accounts.
type PricesPage struct {
	Lists   []PriceList
	Without []Line
}

// PriceList is that of one account.
type PriceList struct {
	Code, Provider, Account, Href, Currency, Note string
	Checked                                       time.Time
	// Hourly says that the prices are those of resources by the hour.
	Hourly bool
	Rows   []PriceRow
}

// PriceRow is one price.
type PriceRow struct{ Name, Resource, Per, Price, Month string }

// UsagePage is what the resources of billing accounts cost this month.
type UsagePage struct {
	With     string
	NoReader bool
	Parts    []UsagePart
}

// UsagePart is one billing account. Its lines are read after the page.
type UsagePart struct {
	ID, URL, Code, Provider, Account, Name string
	ReadAt                                 time.Time
	Trouble                                string
	Rows                                   []UsageRow
	Total                                  Sum
}

// UsageRow is one resource.
type UsageRow struct {
	Name, Href, Kind, Counts, Hours, Price string
	Sum                                    Sum
}
