package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

// showCodes shows recovery codes, the one time that they are known. What was
// done before is said in a sentence, or "".
func (p *panel) showCodes(c echo.Context, codes []string, done string) error {
	s, err := p.shell(c, "Recovery codes", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = securityURL, "Signing in", true
	return p.render(c, http.StatusOK, settings.CodesPage(s, settings.Codes{Done: done, Codes: codes, Whose: p.whoseCodes(c),
		Text: strings.Join(codes, "\n"), FileURL: codesFile, Next: securityURL}))
}

// whoseCodes says where the codes let whom in.
func (p *panel) whoseCodes(c echo.Context) string {
	return layout.Name + ", " + p.URL.Host + ", " + scopeOf(c).User.Email
}

// renewCodes makes new recovery codes in place of all others.
func (p *panel) renewCodes(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	factors, err := p.Store.Factors(ctx, scope.User.ID)
	if err != nil {
		return err
	}
	if !factors.Any() {
		return p.doneThere(c, securityURL, ui.Notice{Kind: ui.Error, Title: "No codes were made", Text: "Recovery codes belong to a second factor. Set one up first."})
	}
	entry := models.Audit{Action: "factor.renew_codes", Outcome: "recovery codes made anew", Address: c.RealIP()}
	codes, err := scope.RenewRecoveryCodes(ctx, digestOf(sessionOf(c).ID), entry)
	if err != nil {
		return err
	}
	return p.showCodes(c, codes, "New codes are made. The ones before do not work any more, and all your other sessions ended.")
}

// codesText hands the codes of the page back as a file, without keeping them:
// it takes none but the person's own.
func (p *panel) codesText(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	codes, err := scopeOf(c).UnusedCodes(c.Request().Context(), few(sent["code"]))
	if err != nil {
		return err
	}
	if len(codes) == 0 {
		return models.ErrNotFound
	}
	text := "Recovery codes: " + p.whoseCodes(c) + "\nEach works once.\n\n" + strings.Join(codes, "\n") + "\n"
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="recovery-codes.txt"`)
	return c.Blob(http.StatusOK, "text/plain; charset=utf-8", []byte(text))
}
