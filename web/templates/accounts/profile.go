package accounts

import (
	"time"

	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// Profile is what the provider knows of the account's owner.
type Profile struct {
	Title, Provider string
	Up, UpURL       string
	// Lang is the language of the provider's own words.
	Lang string
	Live []string
	// Lacks says that the provider's API has no profile.
	Lacks string
	// ReadAt is zero while it was never read.
	ReadAt     time.Time
	RefreshURL string
	// EditURL changes all of it, "" for who may not or while that is not possible.
	EditURL string
	Groups  []ProfileGroup
	// Fixed is what nobody can change.
	Fixed   []Detail
	SignIns []SignIn
	// Run is a change that goes on or failed.
	Run *ProfileRun
	// Trouble says why it could not be read just now.
	Trouble, Said string
}

// ProfileGroup is a heading with its fields.
type ProfileGroup struct {
	Title, EditURL string
	Lines          []ProfileLine
}

// ProfileLine is one field.
type ProfileLine struct {
	Label, Value string
	// Secret is set for a stored secret, Hidden where the person may not read it.
	Secret *servers.Secret
	Hidden bool
	// Problem says that the provider refused it last.
	Problem string
}

// SignIn is one sign-in at the provider's own pages.
type SignIn struct {
	At         time.Time
	From, Word string
	Failed     bool
}

// ProfileRun is the last change of the profile.
type ProfileRun struct {
	Href   string
	Kind   ui.Kind
	Word   string
	Detail string
	Said   string
	Failed bool
	// Field is the name of the field that the provider refused.
	Field string
}

// Limits is the page of an account's rate limits.
type Limits struct {
	Provider  string
	Up, UpURL string
	// List is by the panel's own count. Told says that the provider told these
	// limits of the account.
	List []Limit
	Told bool
	// NowURL asks the provider, "" for one that does not tell.
	NowURL string
	// Asked is set when it was asked: Now is its answer, Trouble why there is none.
	Asked         bool
	Now           []Limit
	Trouble, Said string
}
