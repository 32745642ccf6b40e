// Package servers draws the list of servers and the page of one.
package servers

import (
	"time"

	"pinfold/web/templates/ui"
)

// State is a server's state as it is shown: shape, word, second line.
type State struct {
	Kind ui.Kind
	Word string
	// Title is the provider's own word.
	Title  string
	Detail string
	// Percent is below zero while none is known.
	Percent int
}

// Row is one server of the list.
type Row struct {
	ID   string
	Name string
	// Code and Provider are the two-letter mark and the full name.
	Code, Provider string
	Account        string
	Location       string
	State          State
	Address        string
	// More counts further addresses.
	More   int
	System string
	Size   string
	// CPU, Memory and Disk are the size in parts, "" where it is not known.
	CPU, Memory, Disk string
	Created, Paid     time.Time
	Tags              []string
	// Checked is when the state was last confirmed; Old says that this is too
	// long ago.
	Checked time.Time
	Old     bool
	// Locked is whose lock is on it and why, "" for none.
	Locked string
	// Can lists the names of the actions that are possible now, separated by
	// spaces.
	Can string
}

// Offer is one action on a server.
type Offer struct {
	Name, Label, Icon, Href string
	Danger                  bool
	// Reason says why it cannot be done now, "" if it can.
	Reason string
	// Missing marks a Reason that stays: the provider has not got the action.
	Missing bool
	// Group is the heading that the action stands under on the server's page.
	Group string
}

// Trouble is an account that does not answer, as told above the list.
type Trouble struct {
	// Strong is the first sentence, Rest what follows.
	Strong, Rest string
	// Next is when it is tried again.
	Next             time.Time
	Account          string
	Href, RefreshURL string
}

// List is the page of all servers.
type List struct {
	Rows    []Row
	Tabs    []ui.Tab
	Search  ui.Search
	Filters []ui.Filter
	Sorts   ui.Sorts
	Pages   ui.Pages
	Trouble []Trouble
	// MoreTrouble counts accounts in trouble that are not told one by one.
	MoreTrouble int
	Selection   ui.Selection
	// CSVURL leads to the list as a file, with its filters.
	CSVURL string
	// Query is the address behind the path, for forms that lead back here.
	Query string
	// Columns are those that can be hidden; Tight shows one line a server.
	Columns []Column
	Tight   bool
	Views   []View
	// SaveURL leads to where the filters that are on are saved as a view.
	SaveURL string
	// Hidden are the fields that the search form keeps beside what is typed.
	Hidden map[string]string
	// MayCreate shows the button; NoAccounts and NoneFit choose the empty page.
	MayCreate  bool
	NoAccounts bool
	MayConnect bool
	NoneFit    bool
	// Fit says which filters are on, ClearHref drops them.
	Fit, ClearHref string
}

// Fact is one line of what is known.
type Fact struct {
	Name, Value string
	// Copy puts a button beside the value; Mono is for what machines read.
	Copy, Mono bool
	// Moment is shown instead of Value if it is not zero.
	Moment time.Time
	// More are further values of the same name.
	More []Fact
}

// Secret is a stored password that can be shown on demand.
type Secret struct {
	Name, Label string
	// RevealURL is posted to; Value is set once it was.
	RevealURL string
	Value     string
}

// Usage is one gauge, 0 to 100.
type Usage struct {
	Label   string
	Percent int
	Detail  string
}

// Disk is one disk that the provider tells of.
type Disk struct {
	Name, Size string
	Primary    bool
}

// Outside is the ByOperation of a change that the panel did not make.
const Outside = "not through the panel"

// Change is one line of what changed and when.
type Change struct {
	At     time.Time
	Text   string
	Before string
	After  string
	// ByOperation says whose doing it was, "" where nothing is to be said.
	ByOperation string
	Href        string
}

// Run is one operation on the server.
type Run struct {
	Title, Href string
	State       State
	At          time.Time
	Who         string
}

// Page is the page of one server.
type Page struct {
	ID         string
	Name       string
	State      State
	Code       string
	Provider   string
	Account    string
	AccountURL string
	// StatementURL leads to what the server costs, "" where its provider does not
	// tell.
	StatementURL string
	// TrailURL leads to the audit trail of the thing, "" for who does not read it.
	TrailURL string
	// LookOnly says who may change it, "" where the person may.
	LookOnly string
	Location string
	Checked  time.Time
	Old      bool
	Gone     time.Time
	Facts    []Fact
	Secrets  []Secret
	// Usage is the present; Graphs, if there are any, is over time. NoUsage
	// says why there is neither.
	Usage      []Usage
	Graphs     *Graphs
	NoUsage    string
	Disks      []Disk
	Parts      []Part
	Record     *Record
	Offers     []Offer
	Runs       []Run
	Changes    []Change
	Trouble    []Trouble
	Own        Own
	Lock       *Lock
	RefreshURL string
	// Live are the names that the page listens to.
	Live []string
}

// Create is the page on which the account for a new thing is chosen.
type Create struct {
	// Title is the action, Up the list that the thing will be in.
	Title, Up, UpURL string
	Choices          []Choice
}

// Choice is one account that a server may be created in.
type Choice struct {
	Code, Provider, Account, Href string
	// Note says what is done where it is no creation, such as "Order server".
	Note string
	// Reason says why it is not possible there, "" if it is.
	Reason string
}
