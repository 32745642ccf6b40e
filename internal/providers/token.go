package providers

import (
	"context"
	"time"
)

// SecretToken is the name of a token's value among its secrets.
const SecretToken = "token"

// TokenFacts describes a key of the provider's API.
type TokenFacts struct {
	// Restricted says that the token sees one billing account, whose ID is
	// Billing; "" for a token of the whole user.
	Restricted bool      `json:"restricted,omitempty"`
	Billing    string    `json:"billing,omitempty"`
	CreatedAt  time.Time `json:"created_at,omitzero"`
	// Own says that the panel itself signs in with it.
	Own bool `json:"own,omitempty"`
}

// TokenOptions are what can be chosen about a token.
type TokenOptions struct {
	Description string
	Restricted  bool
	// Billing is the ID of a billing account, "" for none.
	Billing string
}

// TokenLister lists the tokens of the account (IDC-06).
type TokenLister interface {
	// Tokens returns all of them with their values among the secrets, or an
	// error.
	Tokens(ctx context.Context) ([]Observation, error)
}

// TokenMaker creates tokens (IDC-05), another one each time.
type TokenMaker interface {
	TokenLister
	// CreateToken returns the list of all tokens after it.
	CreateToken(ctx context.Context, o TokenOptions) ([]Observation, error)
}

// TokenChanger sets all options of a token (IDC-04).
type TokenChanger interface {
	TokenLister
	ChangeToken(ctx context.Context, ref Ref, o TokenOptions) error
}

// TokenDeleter deletes tokens by id (IDC-03).
type TokenDeleter interface {
	TokenLister
	DeleteToken(ctx context.Context, ref Ref) error
}

// TokenRotator can give its account another token: it makes one, proves it by
// reading the user with it (IDC-01), and deletes the old one.
type TokenRotator interface {
	TokenMaker
	TokenDeleter
	ProfileReader
	// TokenField names the credential of the account that holds the token.
	TokenField() string
}
