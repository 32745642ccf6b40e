package providers

import (
	"context"
	"time"

	"pinfold/internal/form"
)

// ProfileFacts are the open fields of a profile by their names in its form.
// Secret fields come as the secrets of the observation, under the same names.
type ProfileFacts map[string]string

// ProfileGauges is what a profile tells and nobody can change. It has no
// history.
type ProfileGauges struct {
	Details []Detail `json:"details,omitempty"`
	// Addresses are those that the provider's own pages may be opened from, none
	// for all.
	Addresses []string `json:"addresses,omitempty"`
	SignIns   []SignIn `json:"sign_ins,omitempty"`
}

// SignIn is one sign-in at the provider's own pages.
type SignIn struct {
	At   time.Time `json:"at,omitzero"`
	From string    `json:"from,omitempty"`
	// Word is the provider's own word for the outcome.
	Word   string `json:"word,omitempty"`
	Failed bool   `json:"failed,omitempty"`
}

// ProfileReader reads the profile of the account's owner (CLO-35, IDC-01).
type ProfileReader interface {
	Profile(ctx context.Context) (Observation, error)
}

// ProfileEditor changes a profile (CLO-36, IDC-02). What is not sent stays as
// it is, so sending a change again does no harm.
type ProfileEditor interface {
	ProfileReader
	// ProfileForm describes the fields in their groups. It calls nothing and
	// works on a zero client.
	ProfileForm(known Offerings, now ProfileFacts) form.Form
	ChangeProfile(ctx context.Context, changes form.Values) error
	// BlamedField is the field of the form that a refusal in the provider's
	// words is about, "" if it names none.
	BlamedField(said string) string
}
