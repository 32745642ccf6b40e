// Package keys draws the list of keys.
package keys

import (
	"time"

	"pinfold/web/templates/ui"
)

// Row is one SSH key.
type Row struct {
	ID, Name, Number string
	// Type and Fingerprint are "" where the provider does not tell them.
	Type, Fingerprint                   string
	Code, Provider, Account, AccountURL string
	Checked                             time.Time
	Old                                 bool
	// RemoveURL is "" for who may not, Reason says why it cannot be done now.
	RemoveURL, Reason string
}

// Choice is one account that a key can be added to.
type Choice struct{ Label, Href, Reason string }

// List is the page of all SSH keys.
type List struct {
	Tabs  []ui.Tab
	Rows  []Row
	Pages ui.Pages
	// Add are the accounts that a key can be added to, none for who may not.
	Add []Choice
	// NoAccounts says that none is connected, Able that one of them has keys.
	NoAccounts, MayConnect, Able bool
	// With and Without name the providers by whether their API has keys.
	With, Without string
}
