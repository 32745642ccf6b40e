package handlers

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/web/templates/settings"
)

const securityURL = "/settings/security"

// securityPanels are the means of signing in, in order: each draws its own
// panel, or nil where it is not offered.
var securityPanels = []func(*panel, echo.Context) (templ.Component, error){
	(*panel).factorNote,
	passwordPanel,
	(*panel).factorPanel,
	(*panel).passkeysPanel,
	(*panel).ssoPanel,
}

// security shows how a person signs in.
func (p *panel) security(c echo.Context) error { return p.showSecurity(c, http.StatusOK) }

func (p *panel) showSecurity(c echo.Context, status int) error {
	s, err := p.shell(c, "Signing in", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = settingsURL, "Settings", true
	var panels []templ.Component
	for _, draw := range securityPanels {
		one, err := draw(p, c)
		if err != nil {
			return err
		}
		if one != nil {
			panels = append(panels, one)
		}
	}
	return p.render(c, status, settings.Security(s, panels))
}
