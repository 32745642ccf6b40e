// Package pages draws the pages outside of any section: signing in, setting
// up, and what cannot be shown.
package pages

import "pinfold/internal/form"

// Trouble is a page that could not be shown.
type Trouble struct {
	Status   int
	Sentence string
	// RequestID is given where the log has more, else "".
	RequestID string
}

// Entry is the form of signing in or setting up.
type Entry struct {
	Form   form.Form
	Values form.Values
	Errors form.Errors
	// Host is what one signs in to.
	Host string
	// Next is where one wanted to go.
	Next string
	// Hint is a line for the demo, "" elsewhere.
	Hint string
	// Forgot leads to who forgot the password, "" where no link is mailed.
	Forgot string
	// Reset tells that a new password was set just now.
	Reset bool
}

// Forgotten is the form that asks for a link to set a new password.
type Forgotten struct {
	Form         form.Form
	Values       form.Values
	Errors       form.Errors
	Host, Action string
	// Mails says that links can be mailed at all.
	Mails bool
	// Asked says that the link is on its way, if there is anyone to get it.
	Asked bool
}

// Renewal is the form that a link opens.
type Renewal struct {
	Form                       form.Form
	Errors                     form.Errors
	Host, Action, Token, Email string
}
