package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// revealToken shows the value of an API token, and records that it did.
func (p *panel) revealToken(c echo.Context) error { return p.revealThing(c, providers.KindToken) }

// revealProfile shows a secret field of a profile, and records that it did.
func (p *panel) revealProfile(c echo.Context) error { return p.revealThing(c, providers.KindProfile) }

func (p *panel) revealThing(c echo.Context, kind providers.Kind) error {
	if !scopeOf(c).May(access.RevealSecrets) {
		return forbidden("Your role does not allow reading passwords.")
	}
	t, err := p.target(c, kind, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	r, name := *t.Resource, c.Param("name")
	values, err := p.Keys.OpenMap(fleet.SecretsOf(r.TeamID, r.ID), r.Sealed)
	if err != nil {
		return err
	}
	value, ok := values[name]
	if !ok {
		return echo.ErrNotFound
	}
	err = scopeOf(c).Record(c.Request().Context(), models.Audit{Action: string(kind) + ".reveal", Kind: kind, TargetID: r.ID,
		TargetName: t.Name(), Outcome: "revealed " + name, Address: c.RealIP()})
	if err != nil {
		return err
	}
	shown := secretOf(r, name, p.secretWords(t, name))
	shown.Value = value.Reveal()
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.Revealed(shown))
	}
	return p.showOwn(c, http.StatusOK, shown.Label, t.Name(), targetURL(t), servers.RevealedAlone(shown))
}

// secretOf is the line of a secret. Its id is the only one on a page.
func secretOf(r models.Resource, name, label string) servers.Secret {
	return servers.Secret{Name: fmt.Sprintf("%d-%s", r.ID, name), Label: label,
		RevealURL: fmt.Sprintf("/%s/%d/secrets/%s", plural(r.Kind), r.ID, name)}
}

// secretWords is what a secret is called: fields of a profile as its form
// calls them.
func (p *panel) secretWords(t actions.Target, name string) string {
	if editor, ok := t.Vendor.Zero.(providers.ProfileEditor); ok && t.Kind() == providers.KindProfile {
		if field, ok := editor.ProfileForm(nil, nil).Field(name); ok {
			return field.Label
		}
	}
	return secretLabel(name)
}
