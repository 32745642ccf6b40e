package models

import "time"

// SSOPurpose is what a single sign-on is for.
type SSOPurpose string

// The purposes: to sign in, to accept an invitation, to link an identity to
// oneself, and to prove who one is.
const (
	SSOEnter SSOPurpose = "enter"
	SSOJoin  SSOPurpose = "join"
	SSOLink  SSOPurpose = "link"
	SSOProve SSOPurpose = "prove"
)

// SSOAttempt is a single sign-on on its way. It ends once, in the browser that
// began it.
type SSOAttempt struct {
	// State and Browser are the SHA-256 of the state that was sent to the issuer
	// and of the browser's cookie, in hex.
	State   string `gorm:"primaryKey"`
	Browser string
	Purpose SSOPurpose
	// UserID is who was signed in at the beginning, 0 for nobody.
	UserID ID
	// Invitation is the digest of the link that is accepted, Next where to go,
	// sealed.
	Invitation string
	Next       string
	Address    string `gorm:"index"`
	CreatedAt  time.Time
	ExpiresAt  time.Time `gorm:"index"`
}
