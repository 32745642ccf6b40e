package handlers

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

var passkeyForm = form.Form{Fields: []form.Field{
	{Name: "name", Label: "Name", Kind: form.Text, MaxLength: models.PasskeyNameMost, Autocomplete: "off",
		Help: "So that you know it from others: the device or the password manager that keeps it."},
}}

func addsHere(c echo.Context) challenged {
	return challenged{purpose: toAdd, user: scopeOf(c).User.ID, session: digestOf(sessionOf(c).ID)}
}

// newPasskey asks for a name. A proof of who one is comes before it, so that the
// device makes nothing that is refused afterwards.
func (p *panel) newPasskey(c echo.Context) error {
	if p.party == nil {
		return echo.ErrNotFound
	}
	return p.showNewPasskey(c, http.StatusOK, form.Values{"name": deviceWords(c.Request().UserAgent())}, nil)
}

func (p *panel) showNewPasskey(c echo.Context, status int, values form.Values, errs form.Errors) error {
	s, err := p.shell(c, "Add passkey", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = securityURL, "Signing in", true
	return p.render(c, status, settings.NewPasskeyPage(s, settings.NewPasskey{
		Action: passkeysURL + "/new", Cancel: securityURL, Form: passkeyForm, Values: values, Errors: errs,
		Ceremony: ui.Ceremony{Options: passkeysURL + "/options", Origin: originOf(p.URL)},
	}))
}

// newPasskeyOptions tells the browser what kind of passkey to make, and which
// the person has.
func (p *panel) newPasskeyOptions(c echo.Context) error {
	if p.party == nil {
		return echo.ErrNotFound
	}
	scope := scopeOf(c)
	rows, err := scope.Passkeys(c.Request().Context())
	if err != nil {
		return err
	}
	h, err := holderOf(scope.User, rows...)
	if err != nil {
		return err
	}
	if h.handle == nil {
		h.handle = make([]byte, 32)
		if _, err := rand.Read(h.handle); err != nil {
			return err
		}
	}
	var have []protocol.CredentialDescriptor
	for _, key := range h.keys {
		have = append(have, key.Descriptor())
	}
	options, data, err := p.party.BeginRegistration(h, webauthn.WithExclusions(have))
	if err != nil {
		return err
	}
	return p.sendChallenge(c, addsHere(c), options.Response, data)
}

// addPasskey stores what the browser made.
func (p *panel) addPasskey(c echo.Context) error {
	if p.party == nil {
		return echo.ErrNotFound
	}
	values, errs, err := parsed(c, passkeyForm)
	if err != nil {
		return err
	}
	if errs == nil {
		errs, err = p.keepPasskey(c, values["name"])
	}
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showNewPasskey(c, http.StatusUnprocessableEntity, values, errs)
	}
	return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The passkey is added", Text: "Your other sessions have ended."})
}

func (p *panel) keepPasskey(c echo.Context, name string) (form.Errors, error) {
	if c.FormValue("assertion") == "" {
		return form.Errors{"": "No passkey came along, so none was added. It takes JavaScript to make one."}, nil
	}
	row, ch, err := p.madePasskey(c)
	if err == nil {
		row.Name = name
		err = scopeOf(c).AddPasskey(c.Request().Context(), &row, ch.spent(), digestOf(sessionOf(c).ID),
			models.Audit{Action: "passkey.add", Outcome: "added", Address: c.RealIP()})
	}
	switch {
	case errors.Is(err, errPasskey), errors.Is(err, models.ErrTaken):
		p.Log.Info("passkey not added", "address", c.RealIP(), "reason", err)
		return form.Errors{"": "The passkey was not added: what the browser sent was too late, sent before, or not for this panel. Press the button again."}, nil
	case errors.Is(err, models.ErrPasskeysMany):
		return form.Errors{"": "You have 20 passkeys. Remove one first."}, nil
	}
	return nil, err
}

// madePasskey checks what the browser made.
func (p *panel) madePasskey(c echo.Context) (row models.Passkey, ch challenge, err error) {
	a, ch, err := p.answered(c, addsHere(c))
	if err != nil {
		return row, ch, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(a.Credential)
	if err != nil {
		return row, ch, badPasskey(err)
	}
	key, err := p.party.CreateCredential(holder{user: scopeOf(c).User, handle: ch.Data.UserID}, ch.Data, parsed)
	if err != nil {
		return row, ch, badPasskey(err)
	}
	row = models.Passkey{Handle: ch.Data.UserID, CredentialID: credentialID(key.ID), SignCount: key.Authenticator.SignCount}
	row.Credential, err = json.Marshal(key)
	return row, ch, err
}
