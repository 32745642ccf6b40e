// Package proof draws the question who it is, before what could do harm in
// other hands.
package proof

import (
	"pinfold/internal/form"
	"pinfold/web/templates/ui"
)

// Box is the question, and the form that waits for the answer.
type Box struct {
	Asking ui.Asking
	Form   form.Form
	Errors form.Errors
	Email  string
	// Held is the form that goes on afterwards, sealed; Next the page, where
	// none waits.
	Held, Next string
	Means      Means
}

// Means are the ways in which the person can answer.
type Means struct {
	Password bool
	// PasskeyURL gives the options of a passkey, "" where the person has none.
	PasskeyURL string
	// PasskeyOrigin is where the passkey works.
	PasskeyOrigin string
	// SSOName is what single sign-on is called, "" where the person has none.
	SSOName string
}
