package handlers

import (
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
	"pinfold/web/templates/zones"
)

// addEditing adds to the page of a zone what the person changed in it and, for
// who may, what changes it. All records are read only if there are changes,
// which the rules hold against them.
func (p *panel) addEditing(c echo.Context, t actions.Target, page *zones.Page) error {
	d := zoneDesk{target: t, zone: dnsZone(t)}
	if !mayEdit(c, t) {
		page.Table.Entries = d.entries(page.Table.Records, false)
		return nil
	}
	draft, err := scopeOf(c).ZoneChanges(c.Request().Context(), *t.Resource)
	if err != nil {
		return err
	}
	if draft.Count > 0 {
		if d, err = p.deskOf(c, t); err != nil {
			return err
		}
	}
	panel, err := p.pendingPanel(c, d)
	if err != nil {
		return err
	}
	page.Table.Edits, page.Table.Entries = true, d.entries(page.Table.Records, true)
	if q, number := zoneQuery(c); number == 1 {
		page.Table.Added = d.addedEntries(func(r zone.Record) bool {
			return (q.Type == "" || q.Type == r.Type) && holdsWords(r, q.Text)
		})
	}
	page.Buttons, page.Aside = zones.AddButton(d.url()+"/records/new"), zones.PendingPanel(panel, false)
	return nil
}

func mayEdit(c echo.Context, t actions.Target) bool {
	return scopeOf(c).May(access.EditZones) && t.Resource.GoneAt == nil && t.Resource.Zone().Role != providers.ZoneSlave &&
		actions.ZoneApply.Lacking(t) == ""
}

// holdsWords reports whether a record that is to be added has what is searched
// for.
func holdsWords(r zone.Record, text string) bool {
	said := strings.ToLower(r.Name + " " + zone.Unicode(r.Name) + " " + r.Content)
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		if !strings.Contains(said, word) {
			return false
		}
	}
	return true
}
