package keys

import (
	"time"

	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// Token is one API token.
type Token struct {
	ID, Name, Number string
	// Own says that the panel itself signs in with it.
	Own, Restricted bool
	// Billing names the billing account of a restricted token.
	Billing                             string
	CreatedAt                           time.Time
	Code, Provider, Account, AccountURL string
	Checked                             time.Time
	Old                                 bool
	// Secret is nil for who may not read it.
	Secret         *servers.Secret
	Change, Delete Choice
	// RotateURL is set for the panel's own, for who may.
	RotateURL string
}

// Tokens is the page of all API tokens.
type Tokens struct {
	Tabs  []ui.Tab
	Rows  []Token
	Pages ui.Pages
	// Add are the accounts that a token can be created in.
	Add                          []Choice
	NoAccounts, MayConnect, Able bool
	// With and Without name the providers by whether their API has tokens.
	With, Without string
}
