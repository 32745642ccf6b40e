package fleet

import (
	"context"
	"errors"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// How long the records of a zone stay fresh: for somebody who opens it, and for
// the panel by itself, which reads a few zones with each refresh.
const (
	zoneEvery    = 2 * time.Minute
	zoneRotation = 6 * time.Hour
	zonesAtOnce  = 8
	zoneRest     = time.Hour
)

// ZoneDue reports whether a zone should be read for somebody who opens it.
func (f *Fleet) ZoneDue(account models.Account, zone models.Resource, check models.PartCheck) bool {
	_, ok := f.vendors[account.Provider].Zero.(providers.ZoneReader)
	return ok && f.openDue(zone, check, zoneEvery, zone.Zoned().Listed != zone.Zone().Records)
}

// ReadZone reads the records of one zone and stores them. A failure is recorded
// for the page and returned; what was known stays.
func (f *Fleet) ReadZone(ctx context.Context, account models.Account, zone models.Resource) error {
	account, scope, client, err := f.openClient(ctx, account)
	if err != nil {
		return err
	}
	reader, ok := client.(providers.ZoneReader)
	if !ok || zone.GoneAt != nil {
		return nil
	}
	_, err = f.looks.once(ctx, zone.ID, models.RecordsPart, func(ctx context.Context) (any, error) {
		return nil, f.readZone(ctx, reader, account, scope, zone)
	})
	return err
}

func (f *Fleet) readZone(ctx context.Context, reader providers.ZoneReader, account models.Account, scope models.Scope, zone models.Resource) error {
	intake := f.Intake(account, scope)
	intake.Began = f.store.Now()
	content, err := reader.Zone(ctx, zone.Ref(), zone.Name)
	if waits(err) {
		return err
	}
	if err != nil {
		f.log.Warn("zone not read", "zone", zone.ID, "error", err)
		now := f.store.Now()
		failed := models.PartCheck{FailedAt: &now, Error: providers.Sentence(err)}
		recorded := scope.RecordPart(context.WithoutCancel(ctx), zone, models.RecordsPart, failed)
		f.publish(account, string(providers.KindZone), int64(zone.ID))
		return errors.Join(err, recorded)
	}
	changed, err := scope.TakeZone(ctx, zone, content.Records, intake.Began)
	if errors.Is(err, models.ErrChanged) {
		return nil // An operation read or changed the zone meanwhile: that is newer.
	}
	if err != nil {
		return err
	}
	if _, err := intake.One(ctx, zone.Source, zone.ZoneObserved(content.Types, content.Records)); err != nil {
		return err
	}
	if changed {
		f.publish(account, string(providers.KindZone), int64(zone.ID))
		f.publish(account, string(providers.KindZone), 0)
	}
	return nil
}

// readZones reads the records of a few zones that are due, so that in time all
// are found by what they hold. It never fails a refresh: each zone tells its own
// failure.
func (f *Fleet) readZones(ctx context.Context, account models.Account, scope models.Scope) {
	if _, ok := f.vendors[account.Provider].Zero.(providers.ZoneReader); !ok {
		return
	}
	now := f.store.Now()
	zones, err := scope.ZonesDue(ctx, account.ID, now.Add(-zoneRotation), now.Add(-zoneRest), zonesAtOnce)
	if err != nil {
		f.log.Warn("zones not listed", "account", account.ID, "error", err)
		return
	}
	for _, zone := range zones {
		err := f.ReadZone(ctx, account, zone)
		if waits(err) || providers.KindOf(err) == providers.ErrAuth || ctx.Err() != nil {
			return // The next one would fare no better.
		}
	}
}
