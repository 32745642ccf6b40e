// Package settings draws what a person and a team can set.
package settings

import "time"

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
