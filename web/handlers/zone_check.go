package handlers

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/authority"
	"pinfold/internal/models"
	"pinfold/web/templates/zones"
)

// checkPatience bounds a check of a zone: its name servers are foreign.
const checkPatience = 15 * time.Second

// zoneCheck is the page that compares a zone with its name servers. They are
// asked by the part of the page that loads afterwards.
func (p *panel) zoneCheck(c echo.Context) error {
	t, err := p.zoneOf(c)
	if err != nil {
		return err
	}
	page, err := p.zonePage(c, t)
	if err != nil {
		return err
	}
	if c.QueryParam("now") == "" {
		return p.showZonePart(c, page, zones.CheckPart(zones.Check{Page: page}))
	}
	check, err := p.checkZone(c, page, *t.Resource)
	if err != nil {
		return err
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, zones.CheckResult(check))
	}
	return p.showZonePart(c, page, zones.CheckPart(check))
}

func (p *panel) checkZone(c echo.Context, page zones.Page, r models.Resource) (zones.Check, error) {
	records, err := scopeOf(c).AllZoneRecords(c.Request().Context(), r)
	if err != nil {
		return zones.Check{}, err
	}
	ctx, stop := context.WithTimeout(c.Request().Context(), checkPatience)
	defer stop()
	report := p.Authority.Check(ctx, r.Name, records)
	check := zones.Check{Page: page, At: p.Store.Now(), Asked: report.Asked, Left: report.Left, Held: models.ZoneSerial(records)}
	for _, s := range report.Servers {
		check.Servers = append(check.Servers, nameServer(s, check.Held))
	}
	for _, d := range report.Differences {
		shown := zones.Difference{Name: d.Name, Type: d.Type, Panel: d.Panel}
		for _, a := range d.Answers {
			shown.Answers = append(shown.Answers, zones.ServerAnswer{Server: a.Server, Contents: a.Contents, Trouble: a.Trouble})
		}
		check.Differences = append(check.Differences, shown)
	}
	return check, nil
}

func nameServer(s authority.Server, held string) zones.NameServer {
	shown := zones.NameServer{Name: s.Name, Serial: s.Serial, Took: s.Took, Trouble: s.Trouble,
		NotDelegated: s.Listed && !s.Delegated, NotListed: s.Delegated && !s.Listed}
	if s.Addr.IsValid() {
		shown.Address = s.Addr.String()
	}
	shown.Behind = s.Trouble == "" && held != "" && s.Serial != held
	return shown
}
