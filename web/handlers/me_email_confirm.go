package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/mail"
	"pinfold/internal/models"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

const (
	emailURL        = meURL + "/email"
	confirmEmailURL = emailURL + "/confirm"
)

// emailLasts is how long a link that confirms an address can be used.
const emailLasts = time.Hour

// askEmail mails a link to an address that the person wants to sign in with. The
// answer is given before anybody is looked for who may have it: neither it nor
// its time tells.
func (p *panel) askEmail(c echo.Context, email string) (form.Errors, error) {
	scope, token := scopeOf(c), NewLinkToken()
	limits := map[string]int{fmt.Sprint("address of ", scope.User.ID): wrongPerName, "new address " + email: linksPerName}
	if p.throttle.takeOf(limits) > 0 {
		return tooManyAddresses, nil
	}
	err := scope.AskEmail(c.Request().Context(), email, digestOf(token), emailLasts,
		models.Audit{Action: "profile.email_ask", Outcome: "asked", Address: c.RealIP()})
	if err != nil {
		return nil, err
	}
	p.errands.run("link to confirm an address", func(ctx context.Context) error {
		return errors.Join(p.tellAsked(ctx, scope.User, email), p.mailNewAddress(ctx, email, token))
	})
	return nil, nil
}

// tellAsked tells the address that is in use.
func (p *panel) tellAsked(ctx context.Context, user models.User, email string) error {
	return p.Mail.Send(ctx, mail.Message{To: user.Email, Subject: "Another e-mail address at " + p.URL.Host, Text: "Somebody, maybe you, wants to sign in at " +
		p.URL.String() + " as " + email + " instead of " + user.Email + ". This happens once the link is opened that was mailed there." +
		"\n\nIf this was not you, change your password and tell whoever runs the panel at once.\n"})
}

// mailNewAddress mails the link; where somebody has the address already, they
// learn that it was tried.
func (p *panel) mailNewAddress(ctx context.Context, email, token string) error {
	owner, err := p.Store.PersonByEmail(ctx, email)
	switch {
	case errors.Is(err, models.ErrNotFound):
		link := p.URL.JoinPath(emailURL)
		link.RawQuery = url.Values{"token": {token}}.Encode()
		return p.Mail.Send(ctx, mail.Message{To: email, Subject: "Confirm your e-mail address at " + p.URL.Host, Text: "Somebody, maybe you, wants to sign in at " +
			p.URL.String() + " with this address.\n\nConfirm it here within an hour, in a browser that is signed in:\n\n" + link.String() +
			"\n\nThe link works once. If it was not you, do nothing.\n"})
	case err != nil || owner.DisabledAt != nil:
		return err
	}
	return p.Mail.Send(ctx, mail.Message{To: owner.Email, Subject: "Your e-mail address was tried at " + p.URL.Host, Text: "Somebody who signs in at " +
		p.URL.String() + " with another address tried to change it to yours. Nothing was changed: it stays yours." +
		"\n\nIf this was you, sign in as " + owner.Email + " instead.\n"})
}

// confirmEmailPage asks before the address is changed: programs that look into
// mail open links, too.
func (p *panel) confirmEmailPage(c echo.Context) error {
	row, err := scopeOf(c).EmailToConfirm(c.Request().Context(), digestOf(c.QueryParam("token")))
	if err != nil {
		return p.deadEmail(c, err)
	}
	s, err := p.shell(c, "Confirm e-mail", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = meURL, "Profile", true
	c.Response().Header().Set("Referrer-Policy", "no-referrer")
	return p.render(c, http.StatusOK, settings.ConfirmEmailPage(s, settings.ConfirmEmail{From: scopeOf(c).User.Email, To: row.Email,
		Token: c.QueryParam("token"), Action: confirmEmailURL, UpURL: meURL}))
}

// confirmEmail changes the address by the link.
func (p *panel) confirmEmail(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	email, err := scopeOf(c).ConfirmEmail(c.Request().Context(), digestOf(sent.Get("token")),
		models.Audit{Action: "profile.email", Outcome: "changed", Address: c.RealIP()})
	if err != nil {
		return p.deadEmail(c, err)
	}
	p.moved(c, email)
	return p.doneThere(c, meURL, ui.Notice{Kind: ui.OK, Title: "You sign in as " + email})
}

// deadEmail is the one answer to links that do not work, whatever the reason.
func (p *panel) deadEmail(c echo.Context, err error) error {
	if !errors.Is(err, models.ErrNotFound) && !errors.Is(err, models.ErrTaken) {
		return err
	}
	s, err := p.shell(c, "This link does not work any more", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = meURL, "Profile", true
	return p.render(c, http.StatusNotFound, settings.DeadEmailPage(s, scopeOf(c).User.Email, meURL))
}
