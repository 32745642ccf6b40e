package handlers

import (
	"fmt"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/settings"
)

const (
	passkeysURL       = securityURL + "/passkeys"
	removePasswordURL = securityURL + "/password/remove"
)

func passkeyURL(id models.ID) string { return fmt.Sprintf("%s/%d", passkeysURL, id) }

// lastMeans is why a passkey cannot be removed.
const lastMeans = "It stays: without it you could not sign in. Add another passkey or set a password first."

// passkeysPanel lists a person's passkeys on the page of signing in.
func (p *panel) passkeysPanel(c echo.Context) (templ.Component, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	rows, err := scope.Passkeys(ctx)
	if err != nil {
		return nil, err
	}
	means, err := scope.Means(ctx, p.doors())
	if err != nil {
		return nil, err
	}
	view := settings.Passkeys{None: p.noPasskeys, AddURL: passkeysURL + "/new", Password: settings.PasswordLeft{Set: means.Password}}
	if means.Password && means.WithoutPassword() {
		view.Password.RemoveURL = removePasswordURL
	}
	for _, row := range rows {
		line := settings.Passkey{Name: row.Name, AddedAt: row.CreatedAt, UsedAt: row.UsedAt,
			RenameURL: passkeyURL(row.ID), RemoveURL: passkeyURL(row.ID) + "/remove"}
		if means.LastPasskey() {
			line.KeptReason = lastMeans
		}
		view.Rows = append(view.Rows, line)
	}
	return settings.PasskeysPanel(view), nil
}
