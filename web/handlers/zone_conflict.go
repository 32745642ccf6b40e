package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// zoneConflict sets what the person wants beside what the zone says now.
func (p *panel) zoneConflict(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	return p.showConflict(c, http.StatusOK, d, "", nil)
}

// conflictOf leads from a failed apply of the person's own to what another hand
// changed meanwhile, "" if nothing stands against their changes now.
func (p *panel) conflictOf(c echo.Context, op models.Operation) (string, error) {
	scope := scopeOf(c)
	if op.Action != actions.ZoneApply.Name || op.Status != models.StatusFailed || op.UserID != scope.User.ID || !scope.May(access.EditZones) {
		return "", nil
	}
	t, err := p.target(c, providers.KindZone, op.ResourceID)
	if errors.Is(err, models.ErrNotFound) || err == nil && t.Resource.GoneAt != nil {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	d, err := p.deskOf(c, t)
	if err != nil || len(zone.Compare(nil, d.records, d.changes).Both) == 0 {
		return "", err
	}
	return d.url() + "/conflict", nil
}

func (p *panel) showConflict(c echo.Context, status int, d zoneDesk, problem string, chosen map[string]string) error {
	page, err := p.conflictPage(c, d)
	if err != nil {
		return err
	}
	if len(page.Both)+len(page.Already) == 0 {
		return c.Redirect(http.StatusSeeOther, d.url()+"/changes")
	}
	page.Problem = problem
	for i := range page.Both {
		if choice, ok := chosen[page.Both[i].Key]; ok {
			page.Both[i].Mine = choice == "mine"
		}
	}
	s, err := p.shell(c, page.Title(c.Request().Context()), "zones")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden, s.Head = d.url(), page.Zone, true, zones.Sheet()
	return p.render(c, status, zones.ConflictPage(s, page))
}

func (p *panel) conflictPage(c echo.Context, d zoneDesk) (zones.Conflict, error) {
	page := zones.Conflict{
		URL: d.url(), Zone: zone.Unicode(d.zone.Name), Code: d.target.Vendor.Code, Provider: d.target.Vendor.Name, Account: d.target.Account.Label,
		Began: d.draft.Began, Changes: len(d.changes),
	}
	base, at, err := p.baseOf(c, d)
	if err != nil {
		return page, err
	}
	merge := zone.Compare(base, withoutSOA(d.records), d.changes)
	page.ChangedAt = at
	for _, conflict := range merge.Both {
		page.Both = append(page.Both, zones.Choice{Key: conflict.Change.Key(), Conflict: conflict, Mine: !conflict.Change.Removes()})
	}
	for _, conflict := range merge.Already {
		page.Already = append(page.Already, zones.Line{Change: conflict.Change})
	}
	page.Mine, page.Theirs, page.Seen = plainLines(merge.Mine), plainLines(merge.Theirs), seenConflicts(merge)
	return page, nil
}

// baseOf is the newest state of the zone that was kept before the person began,
// and when the first one after it was found; nil if none was kept.
func (p *panel) baseOf(c echo.Context, d zoneDesk) (base []zone.Record, changed time.Time, err error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	versions, err := scope.ZoneVersions(ctx, d.resource())
	if err != nil {
		return nil, changed, err
	}
	for i, v := range versions {
		if v.At.After(d.draft.Began) {
			continue
		}
		if i > 0 {
			changed = versions[0].At
		}
		kept, err := scope.ZoneVersion(ctx, d.resource(), v.ID)
		if err != nil {
			return nil, changed, err
		}
		records, err := kept.Records()
		return withoutSOA(records), changed, err
	}
	return nil, changed, nil
}

func plainLines(changes []zone.Change) (lines []zones.Line) {
	for _, c := range changes {
		lines = append(lines, zones.Line{Change: c})
	}
	return lines
}

// seenConflicts marks what the person chooses between.
func seenConflicts(m zone.Merge) string {
	sum := sha256.New()
	for _, list := range [][]zone.Conflict{m.Both, m.Already} {
		for _, conflict := range list {
			sum.Write([]byte(conflict.Change.Key() + conflict.Change.Record().Mark()))
			if conflict.Now != nil {
				sum.Write([]byte(conflict.Now.Mark()))
			}
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// resolve fits the list to the zone of now by what the person chose.
func (p *panel) resolve(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	records := withoutSOA(d.records)
	merge := zone.Compare(nil, records, d.changes)
	chosen := map[string]string{}
	for _, conflict := range merge.Both {
		key := conflict.Change.Key()
		chosen[key] = sent.Get("choice-" + key)
		if chosen[key] != "mine" && chosen[key] != "theirs" {
			return p.showConflict(c, http.StatusUnprocessableEntity, d, "Choose for each record. Nothing was changed.", nil)
		}
	}
	if sent.Get("seen") != seenConflicts(merge) {
		return p.showConflict(c, http.StatusUnprocessableEntity, d, "The zone or your changes are others than this page showed. Look again. Nothing was changed.", chosen)
	}
	err = p.edit(c, &d, func(now []zone.Change) []zone.Change {
		mine := map[int]bool{}
		for i, change := range now {
			mine[i] = chosen[change.Key()] == "mine"
		}
		return zone.Rebase(records, now, mine)
	})
	if err != nil {
		return err
	}
	target := d.url() + "/changes"
	if len(d.changes) == 0 {
		target = d.url()
	}
	return p.doneThere(c, target, ui.Notice{Kind: ui.OK, Title: "Your changes fit the zone again", Text: "Nothing is sent yet."})
}
