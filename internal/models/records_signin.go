package models

import (
	"time"

	"pinfold/internal/access"
)

// Invitation lets whoever holds its link join a team.
type Invitation struct {
	ID     ID
	TeamID ID `gorm:"index"`
	// Email is whom it is meant for.
	Email   string
	Role    access.Role
	Limited bool
	// Accounts are those that a limited member will see.
	Accounts []ID `gorm:"serializer:json"`
	// Digest is the SHA-256 of the link's token, in hex.
	Digest     string `gorm:"uniqueIndex"`
	InvitedBy  ID
	CreatedAt  time.Time
	ExpiresAt  time.Time
	AcceptedAt *time.Time
	AcceptedBy *ID
	RevokedAt  *time.Time
}

// PasswordReset lets whoever holds its link set a new password, once.
type PasswordReset struct {
	ID     ID
	UserID ID `gorm:"index"`
	// Digest is the SHA-256 of the link's token, in hex.
	Digest    string `gorm:"uniqueIndex"`
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// EmailChange is another e-mail address that a person asked for. It counts once
// they open the link that was mailed there. There is one of each person.
type EmailChange struct {
	UserID ID `gorm:"primaryKey;autoIncrement:false"`
	Email  string
	// Digest is the SHA-256 of the link's token, in hex.
	Digest    string `gorm:"uniqueIndex"`
	CreatedAt time.Time
	ExpiresAt time.Time
}

// RecoveryCode takes the place of the second factor, once.
type RecoveryCode struct {
	ID     ID
	UserID ID `gorm:"index"`
	Digest string
	UsedAt *time.Time
}

// Passkey is a WebAuthn credential of a user.
type Passkey struct {
	ID     ID
	UserID ID `gorm:"index"`
	Name   string
	// Handle is what the authenticator knows the user by: random, so that it
	// tells nothing.
	Handle []byte
	// CredentialID is how the authenticator knows it, in base64url.
	CredentialID string `gorm:"uniqueIndex"`
	// Credential is the record of the library, in JSON.
	Credential []byte
	// SignCount is how often the authenticator said it had signed, 0 for those
	// that do not count.
	SignCount uint32
	CreatedAt time.Time
	UsedAt    *time.Time
}

// SpentChallenge is a challenge that was answered, kept until it ends, so that
// no answer is taken twice.
type SpentChallenge struct {
	Digest    string `gorm:"primaryKey"`
	ExpiresAt time.Time
}

// Identity is a user at an OpenID Connect issuer.
type Identity struct {
	ID        ID
	UserID    ID     `gorm:"index"`
	Issuer    string `gorm:"uniqueIndex:identity_once"`
	Subject   string `gorm:"uniqueIndex:identity_once"`
	Email     string
	CreatedAt time.Time
	UsedAt    *time.Time
}

// APIToken lets a program act as a user in one team, with a role no wider than
// the user's own.
type APIToken struct {
	ID     ID
	TeamID ID `gorm:"index"`
	UserID ID `gorm:"index"`
	Name   string
	Role   access.Role
	// MembershipID is the membership that it was made under: who leaves and
	// comes back makes new tokens.
	MembershipID ID
	// MayRisk allows what spends money or deletes.
	MayRisk bool
	// Digest is the SHA-256 of the token, in hex; Hint its first letters.
	Digest    string `gorm:"uniqueIndex"`
	Hint      string
	CreatedAt time.Time
	ExpiresAt time.Time
	// UsedAt and UsedFrom tell of the last use, to within a few minutes.
	UsedAt    *time.Time
	UsedFrom  string
	RevokedAt *time.Time
}
