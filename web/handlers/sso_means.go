package handlers

import (
	"github.com/labstack/echo/v4"

	"pinfold/web/templates/proof"
)

// ssoMeans offers single sign-on to who has an identity at the present issuer.
func (p *panel) ssoMeans(c echo.Context, means *proof.Means) error {
	rows, err := scopeOf(c).Identities(c.Request().Context())
	for _, row := range rows {
		if row.Issuer == p.presentIssuer() {
			means.SSOName = p.ssoName()
		}
	}
	return err
}
