package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
)

// zoneDesk is a zone with all its records and what the person changed in it.
type zoneDesk struct {
	target  actions.Target
	zone    zone.Zone
	records []zone.Record
	draft   models.ZoneDraft
	changes []zone.Change
}

func (d zoneDesk) resource() models.Resource { return *d.target.Resource }

func (d zoneDesk) url() string { return resourceURL(providers.KindZone, d.target.Resource.ID) }

// zoneDesk loads the zone of the address for who may edit it.
func (p *panel) zoneDesk(c echo.Context) (zoneDesk, error) {
	t, err := p.target(c, providers.KindZone, idOf(c.Param("id")))
	if err != nil {
		return zoneDesk{}, err
	}
	scope := scopeOf(c)
	switch {
	case !scope.May(access.EditZones):
		return zoneDesk{}, refuseLooker(c, access.EditZones, "this zone", "it")
	case t.Resource.GoneAt != nil:
		return zoneDesk{}, echo.NewHTTPError(http.StatusConflict, "The zone is not at "+t.Vendor.Name+" any more. Nothing was changed.")
	case t.Resource.Zone().Role == providers.ZoneSlave:
		return zoneDesk{}, echo.NewHTTPError(http.StatusConflict, "A slave zone copies its records from its master. Change them there.")
	case actions.ZoneApply.Lacking(t) != "":
		return zoneDesk{}, echo.NewHTTPError(http.StatusConflict, actions.ZoneApply.Lacking(t))
	}
	return p.deskOf(c, t)
}

// deskOf reads what a desk holds.
func (p *panel) deskOf(c echo.Context, t actions.Target) (d zoneDesk, err error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	d.target, d.zone = t, dnsZone(t)
	if d.records, err = scope.AllZoneRecords(ctx, *t.Resource); err != nil {
		return d, err
	}
	if d.draft, err = scope.ZoneChanges(ctx, *t.Resource); err != nil {
		return d, err
	}
	d.changes = d.draft.Changes()
	return d, nil
}

// edit makes another list of the person's changes and keeps it. Other windows
// hear of it.
func (p *panel) edit(c echo.Context, d *zoneDesk, edit func(now []zone.Change) []zone.Change) error {
	r := d.resource()
	err := scopeOf(c).EditZoneChanges(c.Request().Context(), r, func(now []zone.Change) ([]zone.Change, error) {
		d.changes = edit(now)
		return d.changes, nil
	})
	if err != nil {
		return err
	}
	p.Bus.Publish(feed.Event{Team: int64(r.TeamID), Account: int64(r.AccountID), Kind: zoneDraftKind, ID: int64(r.ID)})
	d.draft, err = scopeOf(c).ZoneChanges(c.Request().Context(), r)
	return err
}

// zoneDraftKind names a list of changes on the live stream. The records of the
// zone are not touched by it, so their table does not listen.
const zoneDraftKind = "zonedraft"

// place is a record of the table that a request is about.
type place struct {
	key string
	// before is the record at the provider, nil for an addition.
	before *zone.Record
	// stands is what the person sees: the record with the change of the list.
	stands zone.Record
	// change is the place in the list, -1 if the record is not changed.
	change int
}

// place finds the record of the address, ErrNotFound if there is none.
func (d zoneDesk) place(key string) (place, error) {
	if i := zone.Find(d.changes, key); i >= 0 {
		return place{key: key, before: d.changes[i].Before, stands: d.changes[i].Record(), change: i}, nil
	}
	for i := range d.records {
		if d.records[i].Key() == key && d.records[i].Type != "SOA" {
			return place{key: key, before: &d.records[i], stands: d.records[i], change: -1}, nil
		}
	}
	return place{}, models.ErrNotFound
}

// has tells whether the zone holds a name, with the changes of the list.
func (d zoneDesk) has(name string) bool {
	for _, r := range zone.Apply(d.records, d.changes) {
		if r.Name == name {
			return true
		}
	}
	return false
}
