// Package pages draws the pages outside of any section: signing in, setting
// up, and what cannot be shown.
package pages

import (
	"github.com/a-h/templ"

	"pinfold/internal/form"
)

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
	// Ways are other ways to sign in, below the form.
	Ways []templ.Component
	// SSO is what single sign-on is called, "" where there is none.
	SSO string
	// Forgot leads to who forgot the password, "" where no link is mailed.
	Forgot string
	// Reset tells that a new password was set just now.
	Reset bool
}

// Leave is the way to the sign-in service.
type Leave struct{ To, Host string }

// Second asks for a second factor.
type Second struct {
	Action string
	// Email is who gave the password.
	Email string
	// Code and Recovery are nil for what the person does not have. Means are
	// what else proves it, such as a passkey.
	Code, Recovery *form.Form
	Means          []templ.Component
	Values         form.Values
	Errors         form.Errors
	// Codes is how many recovery codes are left.
	Codes int
}

// alone reports whether a recovery code is all that is left.
func (s Second) alone() bool { return s.Code == nil && len(s.Means) == 0 }

// SecondPasskey takes a passkey as the second factor.
type SecondPasskey struct {
	Action, Origin string
	// None says why the panel can take none, Problem what was wrong with the
	// last one.
	None, Problem string
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
