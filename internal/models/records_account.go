package models

import (
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// Account is a team's account at a provider, with the health of its
// connection.
type Account struct {
	ID       ID
	TeamID   ID             `gorm:"uniqueIndex:account_label"`
	Provider providers.Slug `gorm:"uniqueIndex:account_label"`
	Label    string         `gorm:"uniqueIndex:account_label"`
	// Currency is an ISO 4217 code.
	Currency string
	Settings form.Values `gorm:"serializer:json"`
	// Sealed holds the credentials.
	Sealed []byte
	// Fingerprint is a keyed digest of what the account is at its provider. It
	// finds the same account a second time; "" is not compared.
	Fingerprint string
	// Version grows with every change of settings or credentials.
	Version int
	// Checks tells when each list was last read.
	Checks map[string]Check `gorm:"serializer:json"`
	// Limits are the rate limits that the provider told, none if it never did.
	Limits []providers.Limit `gorm:"serializer:json"`
	// Failures counts refreshes that failed in a row.
	Failures     int
	FailingSince *time.Time
	LastError    string
	LastSaid     string
	LastKind     providers.ErrorKind
	RefreshedAt  *time.Time
	NextRefresh  time.Time `gorm:"index"`
	// AskedAt is when a person last asked for a refresh.
	AskedAt   *time.Time
	CreatedAt time.Time
}

// Check is the last complete reading of one list.
type Check struct {
	At    time.Time `json:"at"`
	Items int       `json:"items"`
	// Every is how long the list stays fresh.
	Every time.Duration `json:"every,omitempty"`
	// Doubt is set when a list suddenly lacked over half of what it had.
	Doubt bool `json:"doubt,omitempty"`
	// DoubtSince is when it was first seen to lack them, zero without doubt.
	DoubtSince time.Time `json:"doubt_since,omitzero"`
	// Partial is set when the list did not speak for what it lacks.
	Partial bool `json:"partial,omitempty"`
}

// CheckedAt returns when the resource was last confirmed: by itself or by the
// list that it belongs to.
func (a Account) CheckedAt(r Resource) time.Time {
	if check, ok := a.Checks[r.Source]; ok && check.At.After(r.CheckedAt) && r.Missed == 0 && !check.Partial {
		return check.At
	}
	return r.CheckedAt
}

// oldAtLeast is the shortest time after which knowledge is out of date: three
// refresh periods of the most frequent lists.
const oldAtLeast = 3 * time.Minute

// OldAfter is how long what is known from the list stays true: three of its
// refresh periods.
func (a Account) OldAfter(source string) time.Duration {
	return max(oldAtLeast, 3*a.Checks[source].Every)
}

// IsOld reports whether what is known of the resource is out of date.
func (a Account) IsOld(r Resource, now time.Time) bool {
	return now.Sub(a.CheckedAt(r)) > a.OldAfter(r.Source)
}

// NeedsCredentials reports whether the provider refused the credentials.
func (a Account) NeedsCredentials() bool {
	return a.Failures > 0 && a.LastKind == providers.ErrAuth
}
