// Package alerts draws the pages of alerts: where they go, which go where, when,
// and what became of them.
package alerts

import (
	"time"

	"pinfold/internal/form"
	"pinfold/web/templates/ui"
)

// Page is the page of channels and of what goes where.
type Page struct {
	Tabs      []ui.Tab
	Channels  []Channel
	Rules     []Rule
	RulesURL  string
	MayChange bool
	// NewURL is where a channel is added.
	NewURL string
	// LocalURL is set where links in alerts lead to the panel's own machine.
	LocalURL string
	Result   *Result
}

// Channel is one row of the list.
type Channel struct {
	ID, Name, Kind, Icon, Where string
	// EditURL and TestURL are "" for who may only look.
	EditURL, TestURL, LogURL string
	Last                     *Last
	Waiting                  int
}

// Last is what became of the last message.
type Last struct {
	Kind   ui.Kind
	Word   string
	Reason string
	At     time.Time
	// Next is when it is tried again, zero if it is not.
	Next time.Time
}

// Rule is one row of the table of what goes where.
type Rule struct {
	Label, Help, Severity string
	Cells                 []Cell
}

// Cell says whether a rule's alerts go to a channel.
type Cell struct {
	Value, Label string
	On           bool
}

// Result is how a test went.
type Result struct {
	Name   string
	Reason string
	Took   time.Duration
}

// Choice is one of several kinds of channel.
type Choice struct {
	Name, Help, Icon, Href string
	Current                bool
}

// Edit is the form of a channel.
type Edit struct {
	Title, Up, UpURL string
	Action, Submit   string
	Choices          []Choice
	Form             form.Form
	Values           form.Values
	Errors           form.Errors
	// Keep says that secrets left empty stay.
	Keep bool
	// TestURL, SecretURL and RemoveURL are "" for what there is not.
	TestURL, SecretURL, RemoveURL string
	Help                          []string
	Result                        *Result
}

// Secret is the page that shows a signing secret, once.
type Secret struct {
	Title, Value, Name, Up, UpURL, Next string
}

// When is the form of thresholds and quiet hours.
type When struct {
	Tabs      []ui.Tab
	Form      form.Form
	Values    form.Values
	Errors    form.Errors
	Action    string
	MayChange bool
	// Sentences say the same for who may only look.
	Sentences []string
	// NoCurrency says that no account tells its currency.
	NoCurrency bool
}

// Groups are the headings of the form with their fields.
func (w When) groups() (names []string, fields map[string][]string) {
	fields = map[string][]string{}
	for _, f := range w.Form.Fields {
		if fields[f.Group] == nil {
			names = append(names, f.Group)
		}
		fields[f.Group] = append(fields[f.Group], f.Name)
	}
	return names, fields
}

// switches parts the field that turns the others of a group on from them.
func switches(names []string) (above, below []string) {
	if names[0] == "quiet" {
		return names[:1], names[1:]
	}
	return nil, names
}

// Log is the list of deliveries.
type Log struct {
	Tabs      []ui.Tab
	States    []ui.Tab
	Filters   []ui.Filter
	ClearHref string
	// State is kept by the form of filters.
	State    string
	Rows     []Row
	Pages    ui.Pages
	Filtered bool
}

// Row is one delivery.
type Row struct {
	ID, Title, Text, Href, Rule string
	Channel, Icon               string
	Last                        Last
	AgainURL                    string
	Back                        string
}
