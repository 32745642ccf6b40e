package models

import (
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/idna"
	"gorm.io/gorm"

	"pinfold/internal/providers"
	"pinfold/internal/zone"
)

// KeepZoneRecords stores what a zone was read to hold. It writes only what
// differs from what is known, a hundred rows at a time, and reports whether
// anything did.
func (sc Scope) KeepZoneRecords(ctx context.Context, r Resource, records []zone.Record) (changed bool, err error) {
	if !sc.Sees(r.TeamID, r.AccountID) {
		return false, ErrNotFound
	}
	var rows []ZoneRecord
	if err := sc.rows(ctx).Where("resource_id = ?", r.ID).Order("id").Find(&rows).Error; err != nil {
		return false, err
	}
	write, gone := compareRecords(r, rows, records)
	for part := range slices.Chunk(gone, batch) {
		err := sc.store.inWrite(ctx, func(tx *gorm.DB) error {
			return tx.Where("resource_id = ? AND id IN ?", r.ID, part).Delete(&ZoneRecord{}).Error
		})
		if err != nil {
			return true, err
		}
	}
	for part := range slices.Chunk(write, batch) {
		err := sc.store.inWrite(ctx, func(tx *gorm.DB) error {
			if err := sc.stillThere(tx, r.ID); err != nil {
				return err
			}
			return tx.Save(&part).Error
		})
		if err != nil {
			return true, err
		}
	}
	return len(write)+len(gone) > 0, nil
}

// compareRecords returns the rows to write, those that exist with their id, and
// the ids of those to remove.
func compareRecords(r Resource, rows []ZoneRecord, records []zone.Record) (write []ZoneRecord, gone []ID) {
	known := map[string][]ZoneRecord{}
	for _, row := range rows {
		known[row.ExternalID] = append(known[row.ExternalID], row)
	}
	for _, record := range records {
		var old ZoneRecord
		if same := known[record.ID]; len(same) > 0 {
			old, known[record.ID] = same[0], same[1:]
		}
		row := ZoneRecord{ID: old.ID, TeamID: r.TeamID, AccountID: r.AccountID, ResourceID: r.ID,
			ExternalID: record.ID, Name: record.Name, Type: record.Type, Content: record.Content,
			TTL: record.TTL, Priority: record.Priority, Search: recordSearch(r.Name, record)}
		if row != old {
			write = append(write, row)
		}
	}
	for _, left := range known {
		for _, row := range left {
			gone = append(gone, row.ID)
		}
	}
	return write, gone
}

// recordSearch is what a record is found by: its name with that of the zone and
// its content, in letters as well as in their encoded form.
func recordSearch(zoneName string, r zone.Record) string {
	name := strings.TrimPrefix(r.Name+"."+zoneName, "@.")
	text := strings.ToLower(name + " " + r.Name + " " + r.Content)
	if !strings.Contains(text, "xn--") {
		return text
	}
	decoded := []string{text}
	for word := range strings.FieldsSeq(text) {
		if plain, err := idna.ToUnicode(strings.Trim(word, `".`)); err == nil && strings.Contains(word, "xn--") {
			decoded = append(decoded, plain)
		}
	}
	return strings.Join(decoded, " ")
}

// UnicodeName is a name in the letters of its language, the same where it has
// no encoded ones.
func UnicodeName(name string) string {
	plain, err := idna.ToUnicode(name)
	if err != nil {
		return name
	}
	return plain
}

// KeepZone stores what a zone was read to hold: its records, the state as a
// version, and that it was read. by is the operation that made the state, nil
// for one that was found. It reports whether a record changed.
func (sc Scope) KeepZone(ctx context.Context, r Resource, records []zone.Record, by *Operation) (bool, error) {
	changed, err := sc.KeepZoneRecords(ctx, r, records)
	if err != nil {
		return changed, err
	}
	if err := sc.KeepZoneVersion(ctx, r, records, by); err != nil {
		return changed, err
	}
	now := sc.store.Now()
	return changed, sc.RecordPart(ctx, r, RecordsPart, PartCheck{ReadAt: &now, Items: len(records)})
}

// TakeZone is KeepZone for a reading that began then. It fails with ErrChanged
// if the zone was read by itself, or an operation held it, since: what was read
// may be older than what is known.
func (sc Scope) TakeZone(ctx context.Context, r Resource, records []zone.Record, began time.Time) (bool, error) {
	check, err := sc.ReadRecords(ctx, r)
	if err != nil {
		return false, err
	}
	var held int64
	err = sc.store.reader(ctx).Model(&Operation{}).Where("team_id = ? AND kind = ? AND resource_id = ?", r.TeamID, r.Kind, r.ID).
		Where("status IN ?", []Status{StatusWaiting, StatusRunning}).Count(&held).Error
	if err != nil {
		return false, err
	}
	if held > 0 || check.ReadAt != nil && check.ReadAt.After(began) {
		return false, ErrChanged
	}
	return sc.KeepZone(ctx, r, records, nil)
}

// RecordsPart is the name under which readings of a zone are recorded.
const RecordsPart = "records"

// ZoneObserved is what a reading of the zone by itself tells beside its records.
func (r Resource) ZoneObserved(types []string, records []zone.Record) providers.Observation {
	o := r.observation()
	o.Gauges = providers.ZoneGauges{Serial: ZoneSerial(records), Types: types, Listed: r.Zone().Records}
	return o
}

// stillZone is stillThere for a write that only a visible zone allows.
func (sc Scope) stillZone(tx *gorm.DB, r Resource) error {
	if !sc.Sees(r.TeamID, r.AccountID) {
		return ErrNotFound
	}
	return sc.stillThere(tx, r.ID)
}

// forgetRecords takes the records of a zone with it, and what was edited. Its
// kept states stay.
func forgetRecords(tx *gorm.DB, r *Resource) error {
	if r.Kind != providers.KindZone {
		return nil
	}
	if err := tx.Where("resource_id = ?", r.ID).Delete(&ZoneRecord{}).Error; err != nil {
		return err
	}
	return tx.Where("resource_id = ?", r.ID).Delete(&ZoneDraft{}).Error
}
