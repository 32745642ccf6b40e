// Package settings draws what a person and a team can set.
package settings

import (
	"time"

	"pinfold/internal/form"
)

// Group is a heading of the settings and the pages below it.
type Group struct {
	Title string
	Pages []Page
}

// Page is a page of the settings, in a sentence.
type Page struct {
	Title, Text, Icon, Href string
}

// SSO is what a person is at issuers of single sign-on.
type SSO struct {
	// Name and Issuer are those of the present issuer, "" where there is none.
	Name, Issuer string
	Identities   []Identity
	// Problem is why the last try changed nothing.
	Problem string
}

// Identity is one identity at an issuer.
type Identity struct {
	ID            int64
	Label, Issuer string
	Since         time.Time
	Used          *time.Time
	// Only says that nothing else lets the person in, Old that the issuer is not
	// the present one.
	Only, Old bool
}

// Password is the form that sets a password.
type Password struct {
	Form          form.Form
	Errors        form.Errors
	Action, Email string
	// Has says that there is one.
	Has bool
}

// Me is what a person chooses about themselves.
type Me struct {
	Form      form.Form
	Values    form.Values
	Errors    form.Errors
	Action    string
	EmailForm form.Form

	EmailValues form.Values
	EmailErrors form.Errors
	EmailAction string
	// Email is the present address, Asked one that waits to be confirmed, "" for
	// none.
	Email, Asked string
}

// ConfirmEmail is where the link leads that confirms an address.
type ConfirmEmail struct {
	From, To      string
	Token         string
	Action, UpURL string
}

// Sessions are where a person is signed in.
type Sessions struct {
	Rows []Session
	// Others counts those in other browsers.
	Others    int
	OthersURL string
}

// Session is one browser that somebody is signed in with.
type Session struct {
	ID, Device, Address string
	// LastAddress is where it was used last, if that is another.
	LastAddress       string
	Began, Seen, Ends time.Time
	// Here marks the browser that asks.
	Here   bool
	EndURL string
}
