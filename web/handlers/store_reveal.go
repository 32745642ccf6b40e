package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// revealStore and revealS3Key show one stored key, and record that they did.
func (p *panel) revealStore(c echo.Context) error { return p.revealStored(c, providers.KindStorage) }
func (p *panel) revealS3Key(c echo.Context) error { return p.revealStored(c, providers.KindS3Key) }

func (p *panel) revealStored(c echo.Context, kind providers.Kind) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	t, err := p.target(c, kind, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if !scope.May(access.RevealSecrets) {
		return forbidden("Your role does not allow reading keys.")
	}
	r := *t.Resource
	values, err := p.Keys.OpenMap(fleet.SecretsOf(r.TeamID, r.ID), r.Sealed)
	if err != nil {
		return err
	}
	value, ok := values[c.Param("name")]
	if !ok {
		return echo.ErrNotFound
	}
	err = scope.Record(ctx, models.Audit{Action: string(kind) + ".reveal", Kind: kind, TargetID: r.ID, TargetName: r.Name,
		Outcome: "revealed " + c.Param("name"), Address: c.RealIP()})
	if err != nil {
		return err
	}
	shown := servers.Secret{Name: c.Param("name"), Label: secretLabel(c.Param("name")), Value: value.Reveal()}
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.Revealed(shown))
	}
	return p.showStored(c, t, shown)
}

// secretLinesAt are the stored secrets of a thing, shown by its own address.
func secretLinesAt(r models.Resource, page string) []servers.Secret {
	var lines []servers.Secret
	for _, name := range strings.Split(r.SealedNames, ",") {
		if name != "" {
			lines = append(lines, servers.Secret{Name: name, Label: secretLabel(name), RevealURL: page + "/secrets/" + name})
		}
	}
	return lines
}
