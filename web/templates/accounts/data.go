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
}

// Check is one list that a refresh reads.
type Check struct {
	Name  string
	At    time.Time
	Items int
	// Doubt says that the list suddenly lacked most of what it had.
	Doubt bool
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
