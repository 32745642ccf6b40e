package handlers

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

var emailForm = form.Form{Fields: []form.Field{
	{Name: "email", Label: "E-mail", Kind: form.Email, Autocomplete: "email", MaxLength: 254, Help: "You sign in with it."},
}}

var tooManyAddresses = form.Errors{"email": "Too many tries. Wait a quarter of an hour."}

// changeEmail takes another address to sign in with: where mail is set up, once
// it is confirmed by a link that goes there, else at once. The present address
// withdraws what was asked for before.
func (p *panel) changeEmail(c echo.Context) error {
	user := scopeOf(c).User
	values, errs, err := parsed(c, emailForm)
	if err != nil {
		return err
	}
	email := models.NormalEmail(values["email"])
	notice := ui.Notice{Kind: ui.OK, Title: "You sign in as " + email}
	switch {
	case errs != nil:
	case email == user.Email:
		err = scopeOf(c).KeepEmail(c.Request().Context(), models.Audit{Action: "profile.email_keep", Outcome: "kept", Address: c.RealIP()})
	case p.mails():
		notice = ui.Notice{Kind: ui.OK, Title: "A link is on its way to " + email, Text: "Open it within an hour. Until then you sign in as " + user.Email + "."}
		errs, err = p.askEmail(c, email)
	default:
		errs, err = p.moveTo(c, email)
	}
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showMe(c, http.StatusUnprocessableEntity, settings.Me{Values: meValues(user), EmailValues: values, EmailErrors: errs})
	}
	return p.doneThere(c, meURL, notice)
}

// moveTo changes the address that the person signs in with. It cannot be used
// to try out many.
func (p *panel) moveTo(c echo.Context, email string) (form.Errors, error) {
	user := scopeOf(c).User
	if p.throttle.take(fmt.Sprint("address of ", user.ID), c.RealIP()) > 0 {
		return tooManyAddresses, nil
	}
	err := scopeOf(c).ChangeEmail(c.Request().Context(), email, models.Audit{Action: "profile.email", Outcome: "changed", Address: c.RealIP()})
	if errors.Is(err, models.ErrTaken) {
		return form.Errors{"email": "Somebody else signs in with this address."}, nil
	}
	if err != nil {
		return nil, err
	}
	p.moved(c, email)
	return nil, nil
}

// moved tells the old address, and lets the browser be known under the new one.
func (p *panel) moved(c echo.Context, email string) {
	user := scopeOf(c).User
	p.tellChange(user, "The e-mail address that you sign in with was changed to "+email+".")
	user.Email = email
	p.knowDevice(c, user)
}
