// Package money draws what the accounts cost, owe and have left.
package money

import (
	"time"

	"pinfold/web/templates/invoices"
	"pinfold/web/templates/ui"
)

// Page is the first page of money.
type Page struct {
	NoAccounts, MayConnect bool
	Cards                  []Card
	Rates                  RatesNote
	Troubles               []Trouble
	Charts                 []Chart
	// By are the ways to divide the chart, TableURL the same as figures.
	By       []ui.Tab
	TableURL string
	// Unrecorded says since when nothing else is known, "" where all is.
	Unrecorded string
	Places     []ui.Tab
	// Bills are unpaid invoices and orders; BillsMore counts those not shown.
	Bills     []invoices.Row
	BillsMore int
	// BuyURL leads to where credit is bought, "" where nobody may.
	BuyURL string
}

// Card is one figure with what it is made of.
type Card struct {
	ID, Title string
	// Sums has one sum where rates allow it or one currency is in use.
	Sums []Sum
	Help string
	// HelpHref leads to more about the help.
	HelpHref string
	Lines    []Line
	// More counts lines that are not shown, MoreHref leads to them.
	More     string
	MoreHref string
	// None stands where there is no line.
	None string
}

// Sum is an amount, written out, with its currency.
type Sum struct{ Amount, Currency string }

// Line is what one account adds to a figure. Instead takes the place of an
// amount that nobody knows.
type Line struct {
	Code, Provider, Name, Note, Href string
	Sum                              Sum
	Instead                          string
}

// RatesNote says what sums over several currencies are made with.
type RatesNote struct {
	// Base is "" where no rates were entered, Line says those that hold.
	Base, Line, By string
	At             time.Time
	// Missing are currencies without a rate.
	Missing string
	// Needed says that there is more than one currency.
	Needed    bool
	MayChange bool
}

// Trouble says that the spend of an account is not known of late.
type Trouble struct{ Account, Why, Href string }

// Chart is spend by month, in one currency.
type Chart struct {
	Currency string
	// Summary says in a sentence what the chart shows.
	Summary string
	Series  []Series
	Wide    Plot
	Narrow  Plot
}

// Series is one part of each bar.
type Series struct {
	Label string
	// Tone is its number among the tones, from 1.
	Tone int
}

// Plot is a drawing in units of its view box.
type Plot struct {
	Width, Height int
	Lines         []PlotLine
	Bars          []PlotBar
	Marks         []PlotText
}

// PlotLine is a line of the grid with its label.
type PlotLine struct {
	Path, LabelX, LabelY, Label string
}

// PlotBar is a part of a bar.
type PlotBar struct {
	Tone                int
	X, Y, Width, Height string
}

// PlotText is a label below a bar.
type PlotText struct{ X, Y, Text string }
