package models

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
	"pinfold/internal/zone"
)

// ZoneSnapshot is what the journal keeps of a zone before it was written.
type ZoneSnapshot struct {
	IDs []string `json:"ids"`
	// Sent are the additions and changes that went in the call.
	Sent []zone.Change `json:"sent"`
}

// RemovalStep is the step of an operation that removes a record.
func RemovalStep(record string) string { return "remove-" + record }

// settleZoneDraft takes what an operation has sent, and a person says has
// happened, out of the changes of who asked for it. What was not sent stays, and
// so does what the zone lacks that was read since.
func settleZoneDraft(tx *gorm.DB, op Operation, now time.Time) error {
	if op.Kind != providers.KindZone {
		return nil
	}
	var rows []Journal
	if err := tx.Where("operation_id = ? AND state IN ?", op.ID, []JournalState{JournalSent, JournalDone}).Find(&rows).Error; err != nil {
		return err
	}
	happened, err := sentToZone(tx, op, rows)
	if err != nil {
		return err
	}
	draft := ZoneDraft{TeamID: op.TeamID, UserID: op.UserID, ResourceID: op.ResourceID, At: now}
	return editDraft(tx, draft, func(kept []zone.Change) (left []zone.Change, err error) {
		for _, c := range kept {
			if !happened(c) {
				left = append(left, c)
			}
		}
		return left, nil
	})
}

// sentToZone tells of a change whether it was sent and nothing that was read
// since speaks against it.
func sentToZone(tx *gorm.DB, op Operation, rows []Journal) (func(zone.Change) bool, error) {
	read, known, err := readSince(tx, op)
	sent, removed := map[[2]zone.Record]time.Time{}, map[string]time.Time{}
	for _, row := range rows {
		removed[row.Step] = row.SentAt
		for _, c := range decode[ZoneSnapshot](row.Before).Sent {
			sent[ends(c)] = row.SentAt
		}
	}
	return func(c zone.Change) bool {
		at, ok := sent[ends(c)]
		if c.Removes() {
			at, ok = removed[RemovalStep(c.Before.ID)]
		}
		return ok && (!read.After(at) || meets(known, c))
	}, err
}

// readSince is when the records of an operation's zone were read last, and what
// they were.
func readSince(tx *gorm.DB, op Operation) (at time.Time, known []zone.Record, err error) {
	var check PartCheck
	err = tx.Where("resource_id = ? AND team_id = ? AND name = ?", op.ResourceID, op.TeamID, RecordsPart).Take(&check).Error
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && check.ReadAt == nil {
		return at, nil, nil
	}
	if err != nil {
		return at, nil, err
	}
	var rows []ZoneRecord
	err = tx.Where("resource_id = ? AND team_id = ?", op.ResourceID, op.TeamID).Find(&rows).Error
	return *check.ReadAt, recordsOf(rows), err
}

// meets reports whether a zone is as a change wants it.
func meets(known []zone.Record, c zone.Change) bool {
	for _, one := range zone.Conflicts(known, []zone.Change{c}) {
		return one.Clash == zone.Already && (one.Now == nil || c.After == nil || zone.Same(*one.Now, *c.After))
	}
	return false
}
