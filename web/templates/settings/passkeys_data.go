package settings

import (
	"time"

	"pinfold/internal/form"
	"pinfold/web/templates/ui"
)

// Passkeys is the panel of a person's passkeys.
type Passkeys struct {
	Rows []Passkey
	// None says why there can be none, "" where there can.
	None   string
	AddURL string
	// Password is how the person signs in beside them.
	Password PasswordLeft
}

// Passkey is a line of the list.
type Passkey struct {
	Name       string
	AddedAt    time.Time
	UsedAt     *time.Time
	RenameURL  string
	RemoveURL  string
	KeptReason string
}

// PasswordLeft says whether there is one and, where it can go, the address of that.
type PasswordLeft struct {
	Set       bool
	RemoveURL string
}

// NewPasskey is the page on which a passkey is made.
type NewPasskey struct {
	Action, Cancel string
	Form           form.Form
	Values         form.Values
	Errors         form.Errors
	Ceremony       ui.Ceremony
}
