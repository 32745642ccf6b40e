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

// changeEmail stores another address to sign in with, and tells the old one.
func (p *panel) changeEmail(c echo.Context) error {
	user := scopeOf(c).User
	values, errs, err := parsed(c, emailForm)
	if err != nil {
		return err
	}
	email := models.NormalEmail(values["email"])
	if errs == nil && email != user.Email {
		errs, err = p.moveTo(c, email)
	}
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showMe(c, http.StatusUnprocessableEntity, settings.Me{Values: meValues(user), EmailValues: values, EmailErrors: errs})
	}
	return p.doneThere(c, meURL, ui.Notice{Kind: ui.OK, Title: "You sign in as " + email})
}

// moveTo changes the address that the person signs in with. It cannot be used
// to try out many.
func (p *panel) moveTo(c echo.Context, email string) (form.Errors, error) {
	user := scopeOf(c).User
	if p.throttle.take(fmt.Sprint("address of ", user.ID), c.RealIP()) > 0 {
		return form.Errors{"email": "Too many tries. Wait a quarter of an hour."}, nil
	}
	err := scopeOf(c).ChangeEmail(c.Request().Context(), email, models.Audit{Action: "profile.email", Outcome: "changed", Address: c.RealIP()})
	if errors.Is(err, models.ErrTaken) {
		return form.Errors{"email": "Somebody else signs in with this address."}, nil
	}
	if err != nil {
		return nil, err
	}
	p.tellChange(user, "The e-mail address that you sign in with was changed to "+email+".")
	user.Email = email
	p.knowDevice(c, user)
	return nil, nil
}
