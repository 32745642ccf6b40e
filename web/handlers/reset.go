package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
)

// resetURL takes its token in the query, which no log holds.
const resetURL = "/sign-in/reset"

func (p *panel) resetPage(c echo.Context) error {
	token := c.QueryParam("token")
	user, err := p.Store.Reset(c.Request().Context(), digestOf(token))
	if err != nil {
		return p.deadReset(c, err)
	}
	return p.showReset(c, http.StatusOK, user, token, nil)
}

func (p *panel) showReset(c echo.Context, status int, user models.User, token string, errs form.Errors) error {
	c.Response().Header().Set("Referrer-Policy", "no-referrer")
	return p.render(c, status, pages.Reset(layout.Shell{Title: "Set a new password"}, pages.Renewal{
		Form: passwordForm(), Errors: errs, Host: p.URL.Host, Action: resetURL, Token: token, Email: user.Email,
	}))
}

// deadReset answers for links that were used, are too old, or never were.
func (p *panel) deadReset(c echo.Context, err error) error {
	if !errors.Is(err, models.ErrNotFound) {
		return err
	}
	return p.render(c, http.StatusNotFound, pages.DeadLink(layout.Shell{Title: "This link does not work any more"}, forgotURL))
}

// reset sets a new password by a link. A second factor is still asked for at
// the next sign-in, which is therefore not done here.
func (p *panel) reset(c echo.Context) error {
	ctx := c.Request().Context()
	sent, err := posted(c)
	if err != nil {
		return err
	}
	token := sent.Get("token")
	user, err := p.Store.Reset(ctx, digestOf(token))
	if err != nil {
		return p.deadReset(c, err)
	}
	values, errs := passwordForm(user.Email, user.Name).Parse(sent)
	if errs != nil {
		return p.showReset(c, http.StatusUnprocessableEntity, user, token, errs)
	}
	hash, err := password.Hash(values["password"])
	if err != nil {
		return err
	}
	user, err = p.Store.UseReset(ctx, digestOf(token), hash, models.Audit{Action: "password.reset", Outcome: "set by link", Address: c.RealIP()})
	if err != nil {
		return p.deadReset(c, err)
	}
	p.tellChange(user, "Your password was set anew by a link.")
	return c.Redirect(http.StatusSeeOther, "/sign-in?set=1")
}
