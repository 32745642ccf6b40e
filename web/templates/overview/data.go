// Package overview draws the first page: what needs a person, and how
// everything stands.
package overview

import (
	"time"

	"pinfold/web/templates/activity"
	"pinfold/web/templates/operations"
	"pinfold/web/templates/ui"
)

// Need is one thing that waits for a person.
type Need struct {
	// ID tells it from the others on the page.
	ID   string
	Kind ui.Kind
	// Icon takes the place of the kind's shape.
	Icon        string
	Title, Href string
	// Code, Provider and Account tell where, "" where the title says so.
	Code, Provider, Account string
	Text                    string
	// At is when it happened, Next when the panel tries again; zero if that does
	// not apply.
	At, Next time.Time
	// Button is the label of a link to Href, RefreshURL is posted to.
	Button     string
	RefreshURL string
}

// More counts what is not shown of a sort of needs.
type More struct {
	Text, Href string
}

// Figure is a number of servers and the list of just those.
type Figure struct {
	Kind  ui.Kind
	Label string
	Href  string
	N     int64
}

// Row counts the servers of an account or a provider.
type Row struct {
	ID, Code, Provider, Name, Href string
	Figures                        []Figure
	// Note stands in place of figures while nothing was read yet.
	Note string
}

// Part is a stretch of the bar of all servers, in thousandths.
type Part struct {
	Tone        string
	From, Width int
}

// Page is the first page.
type Page struct {
	NoAccounts, MayConnect bool
	Needs                  []Need
	More                   []More
	// NeedCount counts also those that are not shown.
	NeedCount int64
	// Rows end with the sum of all, if there is more than one.
	Rows    []Row
	Parts   []Part
	BarText string
	Moving  []operations.Row
	// MovingMore counts operations that are not shown.
	MovingMore int64
	Recent     []activity.Line
}
