package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// zoneHistory lists the states that a zone was in.
func (p *panel) zoneHistory(c echo.Context) error {
	t, err := p.zoneOf(c)
	if err != nil {
		return err
	}
	page, err := p.zonePage(c, t)
	if err != nil {
		return err
	}
	versions, err := scopeOf(c).ZoneVersions(c.Request().Context(), *t.Resource)
	if err != nil {
		return err
	}
	names, history := p.userNames(c), zones.History{Page: page}
	for i, v := range versions {
		history.Versions = append(history.Versions, versionRow(v, page.URL, names, i == 0))
	}
	return p.showZonePart(c, page, zones.HistoryPart(history))
}

func versionRow(v models.ZoneVersion, url string, names map[models.ID]string, newest bool) zones.Version {
	row := zones.Version{
		At: v.At, Records: v.Count, Serial: v.Serial, Newest: newest,
		Href: fmt.Sprintf("%s/history/%d", url, v.ID), FileHref: fmt.Sprintf("%s/export?version=%d", url, v.ID),
	}
	if v.UserID != nil {
		row.By = names[*v.UserID]
	}
	if v.OperationID != nil {
		row.OperationHref = operationURL(*v.OperationID)
	}
	return row
}

// showZonePart draws a page of a zone below the zone's head.
func (p *panel) showZonePart(c echo.Context, page zones.Page, part zones.Part) error {
	s, err := p.shell(c, page.Name, "zones")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.Wide, s.Head = page.URL, page.Name, true, zones.Sheet()
	return p.render(c, http.StatusOK, zones.PartPage(s, page, part))
}

// zoneVersion compares a state that was kept with the zone of now.
func (p *panel) zoneVersion(c echo.Context) error {
	t, version, changes, err := p.wayBack(c)
	if err != nil {
		return err
	}
	page, err := p.zonePage(c, t)
	if err != nil {
		return err
	}
	shown := zones.VersionPage{Page: page, Version: versionRow(version, page.URL, p.userNames(c), false), Changes: plainLines(changes)}
	if scopeOf(c).May(access.EditZones) && t.Resource.GoneAt == nil && t.Resource.Zone().Role != providers.ZoneSlave {
		shown.BackURL = shown.Version.Href + "/back"
	}
	draft, err := scopeOf(c).ZoneChanges(c.Request().Context(), *t.Resource)
	if err != nil {
		return err
	}
	shown.Unsent = draft.Count
	return p.showZonePart(c, page, zones.VersionPart(shown))
}

// wayBack is a version of a zone, and the changes that would bring it back.
func (p *panel) wayBack(c echo.Context) (t actions.Target, v models.ZoneVersion, changes []zone.Change, err error) {
	if t, err = p.zoneOf(c); err != nil {
		return t, v, nil, err
	}
	ctx, scope := c.Request().Context(), scopeOf(c)
	if v, err = scope.ZoneVersion(ctx, *t.Resource, idOf(c.Param("version"))); err != nil {
		return t, v, nil, err
	}
	records, err := v.Records()
	if err != nil {
		return t, v, nil, err
	}
	now, err := scope.AllZoneRecords(ctx, *t.Resource)
	return t, v, zone.Diff(withoutSOA(now), withoutSOA(records)), err
}

// bringBack puts onto the list what leads back to a version. What was on the
// list gives way.
func (p *panel) bringBack(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	_, _, changes, err := p.wayBack(c)
	if err != nil {
		return err
	}
	if err := p.edit(c, &d, func([]zone.Change) []zone.Change { return changes }); err != nil {
		return err
	}
	return p.doneThere(c, d.url()+"/changes", ui.Notice{Kind: ui.OK, Title: "The list leads back", Text: "Nothing is sent yet."})
}
