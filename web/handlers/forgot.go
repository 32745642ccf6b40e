package handlers

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/mail"
	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
)

const forgotURL = "/sign-in/forgot"

// ResetLasts is how long a link that sets a new password can be used.
const ResetLasts = time.Hour

// How many links one e-mail address and one network address may ask for within
// the window of the throttle.
const (
	linksPerName    = 3
	linksPerAddress = 10
)

var forgotForm = form.Form{Fields: []form.Field{
	{Name: "email", Label: "E-mail", Kind: form.Email, Autocomplete: "username", MaxLength: 254},
}}

// forgotLink leads to the page where links can be mailed, else nowhere.
func (p *panel) forgotLink() string {
	if !p.mails() {
		return ""
	}
	return forgotURL
}

func (p *panel) forgotPage(c echo.Context) error {
	return p.showForgot(c, http.StatusOK, pages.Forgotten{Values: form.Values{}})
}

func (p *panel) showForgot(c echo.Context, status int, view pages.Forgotten) error {
	view.Form, view.Host, view.Action, view.Mails = forgotForm, p.URL.Host, forgotURL, p.mails()
	return p.render(c, status, pages.Forgot(layout.Shell{Title: "Forgot your password?"}, view))
}

// forgot mails a link that sets a new password. The answer is given before the
// person is looked for: neither it nor its time tells who exists.
func (p *panel) forgot(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	if len(sent["email"]) > 1 {
		return echo.NewHTTPError(http.StatusBadRequest, "The form holds more than one e-mail address. Nothing was sent.")
	}
	values, errs := forgotForm.Parse(sent)
	if errs != nil || !p.mails() {
		return p.showForgot(c, http.StatusUnprocessableEntity, pages.Forgotten{Values: values, Errors: errs})
	}
	email, address := models.NormalEmail(values["email"]), c.RealIP()
	limits := map[string]int{"link for " + email: linksPerName, "link from " + network(address): linksPerAddress}
	if wait := p.throttle.takeOf(limits); wait > 0 {
		return p.showForgot(c, http.StatusTooManyRequests, pages.Forgotten{Values: values, Errors: form.Errors{
			"email": "Too many links were asked for. The next one is possible in " + waitText(c, wait) + ".",
		}})
	}
	p.errands.run("link to set a password", func(ctx context.Context) error { return p.mailLink(ctx, email, address) })
	return p.showForgot(c, http.StatusOK, pages.Forgotten{Values: values, Asked: true})
}

func (p *panel) mailLink(ctx context.Context, email, address string) error {
	token := NewLinkToken()
	user, err := p.Store.AddReset(ctx, email, digestOf(token), ResetLasts, models.Audit{Action: "password.link", Outcome: "mailed", Address: address})
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return p.Mail.Send(ctx, mail.Message{To: user.Email, Subject: "Set a new password at " + p.URL.Host, Text: "Somebody, maybe you, asked for a new password at " +
		p.URL.String() + ".\n\nSet it here within an hour:\n\n" + ResetLink(p.URL, token) + "\n\nThe link works once. If it was not you, do nothing: your password stays as it is.\n"})
}

// NewLinkToken is the secret of a link that sets a new password.
func NewLinkToken() string { return rand.Text() + rand.Text() }

// LinkDigest is what the panel keeps of it.
func LinkDigest(token string) string { return digestOf(token) }

// ResetLink is the address that sets a new password, at the panel's own address.
func ResetLink(base *url.URL, token string) string {
	link := base.JoinPath(resetURL)
	link.RawQuery = url.Values{"token": {token}}.Encode()
	return link.String()
}
