// Package models holds the records of the panel's database, its migrations,
// and Scope, the only door to the data of a team.
package models

import (
	"time"

	"pinfold/internal/access"
)

// ID is the primary key of every record.
type ID int64

// Team owns accounts and everything that hangs on them.
type Team struct {
	ID   ID
	Name string
	// RequireFactor keeps members out until they have a second factor.
	RequireFactor bool
	CreatedAt     time.Time
	// RenamedAt is when it took its present name, nil for that of its beginning.
	RenamedAt *time.Time
}

// named is since when the team has its name.
func (t Team) named() time.Time {
	if t.RenamedAt != nil {
		return *t.RenamedAt
	}
	return t.CreatedAt
}

// User is a person who signs in.
type User struct {
	ID    ID
	Email string `gorm:"uniqueIndex"`
	Name  string
	// PasswordHash is "" for who signs in without one.
	PasswordHash string
	// TOTP is the sealed secret of an authenticator app, set up at TOTPAt;
	// TOTPStep is the step of the last code that was taken.
	TOTP     []byte
	TOTPAt   *time.Time
	TOTPStep int64
	// Theme is "day", "night" or "" for what the system prefers.
	Theme string
	// TimeZone is an IANA name; "" means UTC.
	TimeZone string
	// KeysOff switches single-key shortcuts off.
	KeysOff bool
	// MeansRound counts what ended sign-ins, such as another password: a sign-in
	// that was begun in a round before opens no session.
	MeansRound int64
	DisabledAt *time.Time
	CreatedAt  time.Time
}

// Membership makes a user part of a team.
type Membership struct {
	ID     ID
	TeamID ID `gorm:"uniqueIndex:membership_once"`
	UserID ID `gorm:"uniqueIndex:membership_once"`
	Role   access.Role
	// Limited restricts the member to the accounts in MembershipAccount.
	Limited bool
	// FromSSO says that a group at the issuer gave it, which takes it back too.
	FromSSO   bool
	CreatedAt time.Time
}

// MembershipAccount is one account that a limited member may see.
type MembershipAccount struct {
	MembershipID ID `gorm:"primaryKey"`
	AccountID    ID `gorm:"primaryKey"`
}

// WebSession is one signed-in or anonymous browser.
type WebSession struct {
	// Digest is the SHA-256 of the cookie's token, in hex.
	Digest string `gorm:"primaryKey"`
	UserID *ID    `gorm:"index"`
	// Data is the encoded session.
	Data []byte
	// Address is where the person signed in from, SeenAddress where the session
	// was used last.
	Address, SeenAddress string
	// Device is what the browser says of itself.
	Device    string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time `gorm:"index"`
}

// Setting is a value of the installation, such as the set-up token's digest.
type Setting struct {
	Name  string `gorm:"primaryKey"`
	Value string
}
