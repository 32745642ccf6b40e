package handlers

import (
	"fmt"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/zone"
	"pinfold/web/templates/zones"
)

// shownChanges is how many changes the panel beside the records lists.
const shownChanges = 50

// entries are records as the table shows them, with what is to become of each.
// may tells whether the person can change them.
func (d zoneDesk) entries(records []zone.Record, may bool) []zones.Entry {
	by := make(map[string]int, len(d.changes))
	for i, c := range d.changes {
		by[c.Key()] = i
	}
	out := make([]zones.Entry, 0, len(records))
	for i := range records {
		at := place{key: records[i].Key(), before: &records[i], stands: records[i], change: -1}
		if n, ok := by[at.key]; ok && may {
			at = place{key: at.key, before: d.changes[n].Before, stands: d.changes[n].Record(), change: n}
		}
		entry := d.entryAt(at)
		if !may {
			entry.URL = ""
		}
		out = append(out, entry)
	}
	return out
}

// entryAt is one record of the table.
func (d zoneDesk) entryAt(at place) zones.Entry {
	e := zones.Entry{Record: at.stands, Key: at.key, URL: d.recordURL(at.key)}
	if at.stands.Type == "SOA" {
		e.URL, e.By = "", d.target.Vendor.Name
	}
	if at.change < 0 {
		return e
	}
	switch c := d.changes[at.change]; {
	case c.Adds():
		e.Fate = zones.Added
	case c.Removes():
		e.Fate = zones.Removed
	default:
		e.Fate = zones.Edited
		if before := zones.Said(*c.Before); before != zones.Said(*c.After) {
			e.Was = before
		} else if c.Before.Name != c.After.Name {
			e.Was = zone.Unicode(c.Before.Name)
		}
	}
	return e
}

// addedEntries are the records that are to be added; fits chooses among them,
// nil takes all.
func (d zoneDesk) addedEntries(fits func(zone.Record) bool) (added []zones.Entry) {
	for i, c := range d.changes {
		if c.Adds() && (fits == nil || fits(*c.After)) && len(added) < shownChanges {
			added = append(added, d.entryAt(place{key: c.Key(), stands: *c.After, change: i}))
		}
	}
	return added
}

// lines are the changes with what the rules say about each.
func (d zoneDesk) lines() []zones.Line {
	lines := make([]zones.Line, len(d.changes))
	for i, c := range d.changes {
		lines[i] = zones.Line{Change: c, URL: d.recordURL(c.Key())}
	}
	for _, f := range d.zone.Review(d.records, d.changes) {
		if len(f.Records) > 0 {
			at := &lines[f.Records[0]]
			at.Notes = append(at.Notes, zones.Note{Error: f.Level == zone.Error, Plain: f.Level == zone.Notice, Text: f.Text})
		}
	}
	return lines
}

// pendingPanel is the panel beside the records.
func (p *panel) pendingPanel(c echo.Context, d zoneDesk) (zones.Pending, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	panel := zones.Pending{URL: d.url(), Live: fmt.Sprintf("%s-%d", zoneDraftKind, d.target.Resource.ID)}
	if panel.Changes = d.lines(); len(panel.Changes) > shownChanges {
		panel.More = len(panel.Changes) - shownChanges
		panel.Changes = panel.Changes[panel.More:] // The newest can be undone here.
	}
	others, err := scope.ZoneEditors(ctx, d.resource())
	if err != nil {
		return panel, err
	}
	for _, o := range others {
		panel.Others = append(panel.Others, o.Name)
	}
	panel.Meets = len(zone.Compare(nil, d.records, d.changes).Both)
	if d.target.Busy != nil {
		panel.Locked = actions.Busy(*d.target.Busy)
	}
	panel.Half, err = p.halfApplied(c, d)
	return panel, err
}

// halfApplied tells of the person's last apply if it ended in between and the
// list was not edited since.
func (p *panel) halfApplied(c echo.Context, d zoneDesk) (*zones.Half, error) {
	op, state, err := p.halfState(c, d)
	if err != nil || state == nil {
		return nil, err
	}
	return &zones.Half{Text: op.Error, Href: operationURL(op.ID), At: ended(op), BackURL: d.url() + "/changes/back"}, nil
}

// halfState is the operation that ended in between, and the state of the zone
// before it; nil if there is none.
func (p *panel) halfState(c echo.Context, d zoneDesk) (models.Operation, *models.ZoneVersion, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: d.target.Resource.ID, Limit: 1})
	if err != nil || len(runs) == 0 || len(d.changes) == 0 {
		return models.Operation{}, nil, err
	}
	op := runs[0]
	if op.Action != actions.ZoneApply.Name || op.Status != models.StatusFailed || op.UserID != scope.User.ID || d.draft.At.After(ended(op)) {
		return op, nil, nil
	}
	versions, err := scope.ZoneVersions(ctx, d.resource())
	if err != nil {
		return op, nil, err
	}
	for i, v := range versions {
		if v.OperationID != nil && *v.OperationID == op.ID && i+1 < len(versions) {
			before, err := scope.ZoneVersion(ctx, d.resource(), versions[i+1].ID)
			return op, &before, err
		}
	}
	return op, nil, nil
}

func ended(op models.Operation) time.Time {
	if op.EndedAt == nil {
		return op.CreatedAt
	}
	return *op.EndedAt
}
