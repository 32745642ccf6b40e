package handlers

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/ui"
)

// trailURL leads from a thing to the audit trail of it, "" for who does not
// read the trail. An account stands for all that is in it.
func trailURL(c echo.Context, kind providers.Kind, id models.ID) string {
	if !scopeOf(c).SeesWholeAudit() {
		return ""
	}
	if kind == providers.KindAccount {
		return auditURL + "?account=" + fmt.Sprint(id)
	}
	return auditURL + "?thing=" + url.QueryEscape(fmt.Sprintf("%s-%d", kind, id))
}

// auditThing reads a thing such as server-12. What is no thing fits nothing.
func auditThing(text string) *models.AuditThing {
	if text == "" {
		return nil
	}
	kind, number, _ := strings.Cut(cut(text, 60), "-")
	thing := models.AuditThing{Kind: providers.Kind(kind), ID: idOf(number)}
	if kind == "" || thing.ID == 0 { // Entries about nothing have neither.
		thing.Kind = "nothing"
	}
	return &thing
}

// auditThingFilter shows which thing the trail is narrowed to.
func auditThingFilter(c echo.Context, a listAddress, thing models.AuditThing) (ui.Filter, error) {
	f := ui.Filter{Name: "thing", Label: "Thing", ClearHref: a.with("thing", "")}
	if page, known := kindPages[thing.Kind]; known {
		f.Label = sentenceCase(page.one)
	}
	name := fmt.Sprint(thing.ID)
	r, err := scopeOf(c).Resource(c.Request().Context(), thing.Kind, thing.ID)
	switch {
	case err == nil:
		name = r.Name
	case !errors.Is(err, models.ErrNotFound):
		return f, err
	}
	tick(&f, a.values.Get("thing"), name, -1, true)
	return f, nil
}
