package handlers

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// secretLabels are the names of stored passwords in words.
var secretLabels = map[string]string{"vnc_password": "VNC password", "api_key": "API key"}

func secretLabel(name string) string {
	if label := secretLabels[name]; label != "" {
		return label
	}
	return sentenceCase(name)
}

func secretLines(r models.Resource) []servers.Secret {
	var lines []servers.Secret
	for _, name := range strings.Split(r.SealedNames, ",") {
		if name != "" {
			lines = append(lines, servers.Secret{Name: name, Label: secretLabel(name),
				RevealURL: fmt.Sprintf("/servers/%d/secrets/%s", r.ID, name)})
		}
	}
	return lines
}

// reveal shows one stored password, and records that it did.
func (p *panel) reveal(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	if !scope.May(access.RevealSecrets) {
		return forbidden("Your role does not allow reading passwords.")
	}
	r, err := scope.Resource(ctx, providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	values, err := p.Keys.OpenMap(fleet.SecretsOf(r.TeamID, r.ID), r.Sealed)
	if err != nil {
		return err
	}
	value, ok := values[c.Param("name")]
	if !ok {
		return echo.ErrNotFound
	}
	err = scope.Record(ctx, models.Audit{Action: "server.reveal", Kind: r.Kind, TargetID: r.ID, TargetName: r.Name,
		Outcome: "revealed " + c.Param("name"), Address: c.RealIP()})
	if err != nil {
		return err
	}
	shown := servers.Secret{Name: c.Param("name"), Label: secretLabel(c.Param("name")), Value: value.Reveal()}
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.Revealed(shown))
	}
	return p.revealedPage(c, r, shown)
}

// revealedPage is the server's page with one password in it, for browsers
// without script.
func (p *panel) revealedPage(c echo.Context, r models.Resource, shown servers.Secret) error {
	t, err := p.target(c, providers.KindServer, r.ID)
	if err != nil {
		return err
	}
	page, err := p.serverPage(c, t)
	if err != nil {
		return err
	}
	for i := range page.Secrets {
		if page.Secrets[i].Name == shown.Name {
			page.Secrets[i] = shown
		}
	}
	s, err := p.shell(c, page.Name, "servers")
	if err != nil {
		return err
	}
	return p.render(c, http.StatusOK, servers.ServerPage(s, page))
}
