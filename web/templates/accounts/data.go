// Package accounts draws the list of accounts, the page of one, and the forms
// that connect and change them.
package accounts

import (
	"time"

	"pinfold/internal/form"
	"pinfold/web/templates/ui"
)

// Row is one account.
type Row struct {
	ID, Href, Label string
	Code, Provider  string
	Servers         int
	Kind            ui.Kind
	// Word is the state: "Answers", "Does not answer", "Needs credentials".
	Word string
	// Warn draws the state as a warning with the icon.
	Warn    bool
	Checked time.Time
	Old     bool
}

// List is the page of all accounts.
type List struct {
	Rows       []Row
	MayConnect bool
}

// Page is the page of one account.
type Page struct {
	Row      Row
	Endpoint string
	User     string
	Currency string
	// FailingSince is zero while the account answers.
	FailingSince time.Time
	NextTry      time.Time
	LastError    string
	LastSaid     string
	// Consequence says what the failure means for what is shown.
	Consequence string
	Lists       []Check
	Created     time.Time
	RefreshURL  string
	SettingsURL string
	RemoveURL   string
	MayManage   bool
	Live        []string
	// Advice are things to look at when it fails.
	Advice []string
	// ServersURL is the list of its servers.
	ServersURL string
	Limits     []Limit
	LimitsURL  string
	// ProfileURL and TokensURL are "" where the provider's API has none.
	ProfileURL, TokensURL string
	// RotateURL gives the account another token, "" for who may not.
	RotateURL string
	// TrailURL leads to the audit trail of the account, "" for who does not
	// read it.
	TrailURL string
	// LookOnly says who may change it, "" where the person may.
	LookOnly string
	// CanURL tests what the key can do.
	CanURL string
	Areas  []Area
}

// Limit is a rate limit and what is left of it, by the panel's own count.
type Limit struct {
	// Method and Path are "" where the limit is for all.
	Method, Path string
	Count, Left  int
	// Window is "this minute".
	Window string
	// Frees is when the next call becomes possible again, zero if none is used.
	Frees time.Time
}

// Area is what the panel does with one sort of things, such as zones.
type Area struct {
	Name      string
	Abilities []Ability
}

// Ability is an action of the panel, and why the account has it not.
type Ability struct {
	Name string
	// Reason is "" for what it can do.
	Reason string
}

// Can is what a test of the stored key found out.
type Can struct {
	URL       string
	Up, UpURL string
	Provider  string
	Areas     []Area
	// Tested is set after a test.
	Tested   bool
	Works    bool
	Findings []string
	Took     time.Duration
	// Sentence and Said tell why the test failed.
	Sentence string
	Said     string
}

// Thing is one row of what an account has beside servers.
type Thing struct {
	Name, Title, ID, Location string
	// Href is the page of the thing, "" if it has none.
	Href string
	// Word is "" for what has no state.
	State   ui.Kind
	Word    string
	Said    string
	Details []Detail
	Checked time.Time
	Old     bool
}

// Detail is one labeled value.
type Detail struct{ Label, Value string }

// Has is the page of all things of one kind that an account has.
type Has struct {
	Title     string
	Up, UpURL string
	Things    []Thing
	Pages     ui.Pages
	Live      string
}

// Check is one list that a refresh reads.
type Check struct {
	Name  string
	At    time.Time
	Items int
	// Doubt says that the list suddenly lacked most of what it had.
	Doubt bool
	// Kinds are the kinds of things in it.
	Kinds []KindLink
}

// KindLink leads to the things of one kind.
type KindLink struct {
	Name, Href string
	Count      int
}

// Choice is one provider to connect.
type Choice struct {
	Slug, Name, Help string
	Current          bool
	Href             string
}

// Connect is the form that connects an account or changes one.
type Connect struct {
	Title    string
	Choices  []Choice
	Provider string
	Name     string
	Form     form.Form
	Values   form.Values
	Errors   form.Errors
	Action   string
	Submit   string
	Up       string
	UpURL    string
	// Ways are the ways to give the credentials, none where there is but one.
	Ways []Choice
	// Trade says that something is traded for the credentials.
	Trade bool
	// KeyHelp says where the credentials are found.
	KeyHelp string
	// Testing says that the form was sent to be tested, not to be saved; Errors
	// then also stand beside it.
	Testing bool
	// Tested is set after a test.
	Tested   bool
	Works    bool
	Findings []string
	Took     time.Duration
	// Said is what the provider said when the test failed.
	Sentence string
	Said     string
	// Keep says that empty secret fields keep what is stored.
	Keep bool
}

// Remove is the box that asks before an account is forgotten.
type Remove struct {
	Asking  ui.Asking
	Row     Row
	Forgets []ui.Consequence
	// Name has to be typed; Problem says what is wrong with what was.
	Name    string
	Problem string
	// Reason says why it was not removed though the name is right.
	Reason string
}
