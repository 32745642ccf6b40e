// Package actions draws the box in which an action is confirmed: the same on
// a page of its own and in a dialog.
package actions

import (
	"pinfold/internal/form"
	"pinfold/web/templates/ui"
)

// Box asks for what an action needs and tells what it will do.
type Box struct {
	Asking ui.Asking
	Form   form.Form
	Values form.Values
	// Errors are the sentences at refused fields; "" is the whole form and
	// "confirm" the typed name.
	Errors       form.Errors
	Consequences []ui.Consequence
	Calls        []ui.Call
	CallsOpen    bool
	// Cost is a sentence about money, "" where none changes hands.
	Cost string
	// Price is how the cost comes about, nil where that is not known.
	Price *ui.Price
	// Bill is how the sum of a payment comes about, nil where nothing is paid.
	Bill *ui.Bill
	// TypedName has to be typed, if not "".
	TypedName string
	// FormID is the one-time id.
	FormID string
	// Reason says why the action is not possible now; nothing is asked then.
	Reason string
	// Targets are the things of a bulk action.
	Targets []Target
	// UpURL and Up lead back on a page without script.
	Up, UpURL string
	// Wide is for forms that need a page of their own rather than a dialog.
	Wide bool
	// DraftURL keeps what is entered as the person's draft, "" for forms whose
	// texts are not kept.
	DraftURL string
	// Groups order the fields of a wide form under headings.
	Groups []Group
}

// Group is a heading with the fields below it.
type Group struct {
	Title, Help string
	Fields      []string
}

// Target is one thing of a bulk action.
type Target struct {
	ID, Name, Account, Code, Provider string
	// Reason says why it is left out, "" if it takes part.
	Reason string
	// Locked is whose lock is on it and why, "" for none.
	Locked string
}
