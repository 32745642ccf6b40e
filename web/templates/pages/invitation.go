package pages

import (
	"time"

	"pinfold/internal/form"
)

// Invitation is the page on which one joins a team.
type Invitation struct {
	Team, By, Role, Does, Email, Host string
	Ends                              time.Time
	Action, SignInURL                 string
	// You is who is signed in, "" for nobody; Other says that it is meant for
	// somebody else's address.
	You    string
	Other  bool
	Form   form.Form
	Values form.Values
	Errors form.Errors
}
