package handlers

import (
	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
)

// pendingOf is what the person changed in a zone and has not sent, nil for
// targets of other kinds.
func pendingOf(c echo.Context, t actions.Target) (*actions.Pending, error) {
	if t.Resource == nil || t.Resource.Kind != providers.KindZone {
		return nil, nil
	}
	ctx, scope := c.Request().Context(), scopeOf(c)
	draft, err := scope.ZoneChanges(ctx, *t.Resource)
	if err != nil || draft.Count == 0 {
		return &actions.Pending{Records: t.Resource.Zone().Records}, err
	}
	records, err := scope.AllZoneRecords(ctx, *t.Resource)
	if err != nil {
		return nil, err
	}
	pending := &actions.Pending{Changes: draft.Changes(), Records: len(records)}
	for _, f := range dnsZone(t).Review(records, pending.Changes) {
		if f.Level == zone.Error {
			pending.Wrong = f.Text
			break
		}
	}
	return pending, nil
}

// dnsZone is what is known of a zone beside its records.
func dnsZone(t actions.Target) zone.Zone {
	return zone.New(t.Resource.Name, t.Resource.Zoned().Types...)
}
