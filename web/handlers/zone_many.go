package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// manyMost bounds how many zones one change is about.
const manyMost = 200

// zonesChange asks for a change that is to be made in many zones, and shows all
// that it would change: the address holds the zones, the rule and its fields.
func (p *panel) zonesChange(c echo.Context) error {
	if err := refuseLooker(c, access.EditZones, "zones", "them"); err != nil {
		return err
	}
	page, _, err := p.manyPage(c, c.QueryParams())
	if err != nil {
		return err
	}
	return p.showMany(c, http.StatusOK, page)
}

func (p *panel) showMany(c echo.Context, status int, page zones.Many) error {
	s, err := p.shell(c, "Change many zones", "zones")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden, s.Head = "/zones", "DNS", true, zones.Sheet()
	return p.render(c, status, zones.ManyPage(s, page))
}

// manyPage reads what is asked for; lists are the changed lists of the person by
// zone.
func (p *panel) manyPage(c echo.Context, sent url.Values) (page zones.Many, lists map[models.ID][]zone.Change, err error) {
	desks, err := p.editable(c)
	if err != nil {
		return page, nil, err
	}
	page = zones.Many{Rule: zone.Rule(sent.Get("rule")), Draft: draftOfMany(sent), Asked: sent.Has("preview")}
	chosen := idsOf(few(sent["id"]))
	for _, d := range desks {
		page.Zones = append(page.Zones, zones.ManyZone{ID: fmt.Sprint(d.resource().ID), Name: zone.Unicode(d.zone.Name),
			Code: d.target.Vendor.Code, Provider: d.target.Vendor.Name, Account: d.target.Account.Label,
			Chosen: slices.Contains(chosen, d.resource().ID), Unsent: d.draft.Count})
	}
	if !page.Asked {
		return page, nil, nil
	}
	if len(chosen) == 0 {
		page.Wrong = zone.Wrong{"id": "Choose at least one zone."}
		return page, nil, nil
	}
	lists, err = p.manyLists(c, desks, chosen, &page)
	return page, lists, err
}

// manyLists makes the changes in each chosen zone, on top of what is on the
// person's list there.
func (p *panel) manyLists(c echo.Context, desks []zoneDesk, chosen []models.ID, page *zones.Many) (map[models.ID][]zone.Change, error) {
	lists := map[models.ID][]zone.Change{}
	for _, d := range desks {
		if !slices.Contains(chosen, d.resource().ID) {
			continue
		}
		full, err := p.deskOf(c, d.target)
		if err != nil {
			return nil, err
		}
		if len(full.records) == 0 { // What stands there is not known: every zone has an SOA.
			page.Unread = append(page.Unread, zone.Unicode(d.zone.Name))
			continue
		}
		before := zone.Apply(full.records, full.changes)
		changes, wrong := full.zone.Changes(page.Rule, zone.Draft(page.Draft), before)
		if len(wrong) > 0 {
			page.Wrong = wrong
			return nil, nil
		}
		if len(changes) == 0 {
			page.Same = append(page.Same, zone.Unicode(d.zone.Name))
			continue
		}
		lists[d.resource().ID] = zone.Diff(full.records, zone.Apply(before, changes))
		page.Changed = append(page.Changed, zones.ManyChange{Name: zone.Unicode(d.zone.Name), Href: full.url(), Lines: plainLines(changes)})
		page.Count += len(changes)
	}
	return lists, nil
}

// editable are the zones that the person may edit, without their records.
func (p *panel) editable(c echo.Context) (desks []zoneDesk, err error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	rows, err := scope.EditableZones(ctx)
	if err != nil {
		return nil, err
	}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return nil, err
	}
	drafts, err := scope.ZoneDrafts(ctx, append([]models.ID{0}, resourceIDs(rows)...))
	for i := range rows {
		t := p.targetOf(accounts[rows[i].AccountID], &rows[i])
		if actions.ZoneApply.Lacking(t) == "" && rows[i].Zone().Role != providers.ZoneSlave {
			desks = append(desks, zoneDesk{target: t, zone: dnsZone(t), draft: drafts[rows[i].ID]})
		}
	}
	return desks, err
}

func draftOfMany(sent url.Values) map[string]string {
	draft := map[string]string{}
	for name := range sent {
		if name != "id" && name != "rule" && name != "preview" {
			draft[name] = cut(sent.Get(name), zone.FileMost)
		}
	}
	return draft
}

// keepMany puts the changes onto the person's lists of the zones.
func (p *panel) keepMany(c echo.Context) error {
	if !scopeOf(c).May(access.EditZones) {
		return forbidden("Your role does not allow this.")
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	sent.Set("preview", "1")
	if len(sent["id"]) > manyMost {
		return echo.NewHTTPError(http.StatusBadRequest, fmt.Sprintf("Choose %d zones at most. Nothing was changed.", manyMost))
	}
	page, lists, err := p.manyPage(c, sent)
	if err != nil {
		return err
	}
	if len(lists) == 0 {
		return p.showMany(c, http.StatusUnprocessableEntity, page)
	}
	desks, err := p.editable(c)
	if err != nil {
		return err
	}
	for _, d := range desks {
		list, changed := lists[d.resource().ID]
		if !changed {
			continue
		}
		if err := p.edit(c, &d, func([]zone.Change) []zone.Change { return list }); err != nil {
			return err
		}
	}
	return p.doneThere(c, "/zones/unsent", ui.Notice{Kind: ui.OK, Title: "The changes are on your lists", Text: "Nothing is sent yet."})
}
