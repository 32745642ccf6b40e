// Package apitokens draws the tokens with which programs use the panel.
package apitokens

import (
	"time"

	"pinfold/internal/form"
	"pinfold/web/templates/ui"
)

// List is the page of tokens: one's own, or those of the team's other members.
type List struct {
	// Tabs are there for who manages members.
	Tabs   []ui.Tab
	Rows   []Row
	Team   bool
	NewURL string
	// Example is a call to try.
	Example string
}

// Row is one token.
type Row struct {
	ID, Name, Hint string
	// Who is the member that it acts for, "" on one's own list.
	Who  string
	Role string
	Risk bool
	// Ended says why it does not work any more, "" if it does.
	Ended   string
	EndedAt time.Time
	Created time.Time
	Expires time.Time
	// Used is zero for one that was never used.
	Used      time.Time
	From      string
	RevokeURL string
}

// New is the form of a new token.
type New struct {
	Action, Up, UpURL string
	Form              form.Form
	Values            form.Values
	Errors            form.Errors
}

// Made is the page that shows a new token, once.
type Made struct {
	Name, Value, Example, Up, UpURL string
}
