package handlers

import (
	"fmt"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

func (p *panel) zoneRows(c echo.Context, rows []models.Resource, accounts map[models.ID]models.Account, text string) ([]zones.Row, error) {
	ctx, scope, ids := c.Request().Context(), scopeOf(c), resourceIDs(rows)
	drafts, err := scope.ZoneDrafts(ctx, append([]models.ID{0}, ids...))
	if err != nil {
		return nil, err
	}
	matches, err := scope.ZoneMatches(ctx, ids, text)
	if err != nil {
		return nil, err
	}
	masters, err := scope.ZoneMasters(ctx, ids)
	shown := make([]zones.Row, 0, len(rows))
	for i, r := range rows {
		row := p.zoneRow(p.targetOf(accounts[r.AccountID], &rows[i]), masters[r.ID])
		row.Unsent = drafts[r.ID].Count
		if m, ok := matches[r.ID]; ok {
			row.Match, row.More = m.Type+" "+zone.Unicode(m.Name)+" "+zones.Said(m.Record()), m.N-1
		}
		shown = append(shown, row)
	}
	return shown, err
}

// zoneRow is a zone with the master's address as far as it was set here.
func (p *panel) zoneRow(t actions.Target, master string) zones.Row {
	r, facts := *t.Resource, t.Resource.Zone()
	row := zones.Row{
		ID: rowID(r), Href: resourceURL(r.Kind, r.ID), Name: models.UnicodeName(t.Name()),
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
		Slave: facts.Role == providers.ZoneSlave, Records: ui.NumberText(int64(facts.Records)), Serial: r.Zoned().Serial,
		Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r),
	}
	if row.Name != t.Name() {
		row.ASCII = t.Name()
	}
	if row.Slave {
		row.Master = master
		if facts.Master != "" {
			row.Master = facts.Master
		}
	}
	return row
}

// zonePage is what all pages of a zone show.
func (p *panel) zonePage(c echo.Context, t actions.Target) (zones.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	masters, err := scope.ZoneMasters(ctx, []models.ID{r.ID})
	if err != nil {
		return zones.Page{}, err
	}
	page := zones.Page{
		Row: p.zoneRow(t, masters[r.ID]), URL: resourceURL(r.Kind, r.ID), AccountURL: accountURL(t.Account.ID),
		Live: []string{fmt.Sprintf("zone-%d", r.ID), fmt.Sprintf("account-%d", t.Account.ID)}, LookOnly: lookOnly(c, access.EditZones, "zone"),
	}
	if page.Tabs, err = p.tabsOfZone(c, r, page.URL); err != nil {
		return page, err
	}
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	check, err := scope.ReadRecords(ctx, r)
	if err != nil {
		return page, err
	}
	_, held, err := scope.ZoneRecords(ctx, r, models.ZoneQuery{Limit: 1})
	if err != nil {
		return page, err
	}
	page.Count = int(held)
	page.Due, page.Trouble = p.Fleet.ZoneDue(t.Account, r, check), check.Error
	if check.ReadAt != nil {
		page.ReadAt = *check.ReadAt
		if check.FailedAt != nil && check.FailedAt.Before(*check.ReadAt) {
			page.Trouble = ""
		}
	}
	if _, ok := actions.ZoneDelete.Offer(t, scope.Role); ok && r.GoneAt == nil {
		page.MenuURL = page.URL + "/actions"
		if !page.Slave {
			page.ImportURL = page.URL + "/import"
		} else {
			page.MasterURL = actionURL(t, actions.ZoneMaster.Name)
		}
	}
	return page, nil
}

// tabsOfZone lead to the pages of a zone.
func (p *panel) tabsOfZone(c echo.Context, r models.Resource, url string) ([]ui.Tab, error) {
	versions, err := scopeOf(c).ZoneVersions(c.Request().Context(), r)
	tabs := []ui.Tab{
		{Label: "Records", Href: url, Current: c.Path() == "/zones/:id" || c.Path() == "/zones/:id/read" || c.Path() == "/zones/:id/refresh"},
		{Label: "Live check", Href: url + "/check", Current: c.Path() == "/zones/:id/check"},
		{Label: "History", Href: url + "/history", Current: strings.HasPrefix(c.Path(), "/zones/:id/history"), Count: ui.NumberText(int64(len(versions)))},
	}
	return tabs, err
}

// zoneRecords adds the records that are asked for.
func (p *panel) zoneRecords(c echo.Context, t actions.Target, page *zones.Page) error {
	ctx, scope, address := c.Request().Context(), scopeOf(c), addressOfList(page.URL, c.QueryParams())
	q, number := zoneQuery(c)
	records, total, err := scope.ZoneRecords(ctx, *t.Resource, q)
	if err != nil {
		return err
	}
	counts, err := scope.ZoneTypes(ctx, *t.Resource, models.ZoneQuery{Text: q.Text})
	if err != nil {
		return err
	}
	page.Table = zones.Table{
		Search:  ui.Search{Name: "q", Value: q.Text, Placeholder: "Name or content", Label: "Search the records", Target: "#zone-records", URL: page.URL},
		Types:   typeFilters(address, counts, q.Type),
		Sorts:   address.sorts(models.ZoneByType, "Type", models.ZoneByName, "Name", models.ZoneByContent, "Content", models.ZoneByTTL, "TTL"),
		Hidden:  address.hidden("q", "page"),
		Pages:   pagesOf(address, number, int64(len(records)), total),
		NoneFit: total == 0 && address.filtered(), ClearHref: page.URL,
	}
	page.Table.Records = records
	return nil
}

func typeFilters(a listAddress, counts []models.TypeCount, current string) []zones.TypeFilter {
	all := zones.TypeFilter{Label: "All", Href: a.with("type", ""), Current: current == ""}
	n := 0
	var types []zones.TypeFilter
	for _, one := range counts {
		n += one.N
		types = append(types, zones.TypeFilter{Label: one.Type, Href: a.with("type", one.Type), Count: ui.NumberText(int64(one.N)), Current: one.Type == current})
	}
	all.Count = ui.NumberText(int64(n))
	return append([]zones.TypeFilter{all}, types...)
}
