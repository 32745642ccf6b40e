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
	// Token is the secret of the link, SSO what single sign-on is called, "" where
	// there is none.
	Token, SSO string
	// You is who is signed in, "" for nobody; Other says that it is meant for
	// somebody else's address.
	You    string
	Other  bool
	Form   form.Form
	Values form.Values
	Errors form.Errors
}
