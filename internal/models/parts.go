package models

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/providers"
)

// Parts returns what the panel knows to belong to a server and to be present,
// by kind and in the order in which it was first seen. What the last reading
// lacked is left out at once: a part is read when somebody looks.
func (sc Scope) Parts(ctx context.Context, server Resource) ([]Resource, error) {
	var rows []Resource
	if server.Kind != providers.KindServer || server.GoneAt != nil {
		return nil, nil
	}
	err := sc.partsOf(sc.rows(ctx), server).Where("gone_at IS NULL AND missed = 0").Order("kind, id").Find(&rows).Error
	return rows, err
}

func (sc Scope) partsOf(db *gorm.DB, server Resource) *gorm.DB {
	return parts(db, server.AccountID, server.ExternalID, server.Location)
}

// parts limits a query to what belongs to a server. A thing without a
// location of its own is where the server is.
func parts(db *gorm.DB, account ID, server, location string) *gorm.DB {
	return db.Where("account_id = ? AND parent = ? AND location IN ? AND kind <> ?",
		account, server, []string{location, ""}, providers.KindServer)
}

// PartChecks tells how the last readings of a server's parts went, by name.
func (sc Scope) PartChecks(ctx context.Context, server ID) (map[string]PartCheck, error) {
	var rows []PartCheck
	err := sc.store.reader(ctx).Where("team_id = ? AND resource_id IN (?)", sc.Team.ID, sc.visible(ctx, server)).
		Find(&rows).Error
	checks := make(map[string]PartCheck, len(rows))
	for _, row := range rows {
		checks[row.Name] = row
	}
	return checks, err
}

// RecordPart stores how a reading of a server's part went. A failure keeps
// what is known of the last success.
func (sc Scope) RecordPart(ctx context.Context, server Resource, name string, check PartCheck) error {
	if !sc.Sees(server.TeamID, server.AccountID) {
		return ErrNotFound
	}
	check.ResourceID, check.TeamID, check.Name = server.ID, server.TeamID, name
	check.ReadAt, check.Since, check.FailedAt = utc(check.ReadAt), utc(check.Since), utc(check.FailedAt)
	columns := []string{"error", "failed_at"}
	if check.ReadAt != nil {
		columns = append(columns, "read_at", "items", "since")
	}
	return sc.store.write.WithContext(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "resource_id"}, {Name: "name"}},
		DoUpdates: clause.AssignmentColumns(columns),
	}).Create(&check).Error
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	at := t.UTC()
	return &at
}

// forgetParts takes the parts of a server with it. Should the server come
// back, they are read anew.
func forgetParts(tx *gorm.DB, server *Resource, now time.Time) error {
	if server.Kind != providers.KindServer {
		return nil
	}
	err := parts(tx.Model(&Resource{}), server.AccountID, server.ExternalID, server.Location).
		Where("gone_at IS NULL AND kind IN ?", ownParts).
		Updates(map[string]any{"gone_at": now, "missed": 2, "checked_at": now}).Error
	if err != nil {
		return err
	}
	return tx.Where("resource_id = ?", server.ID).Delete(&PartCheck{}).Error
}

// ownParts are the kinds that do not outlive their server in the panel's
// lists: they are read with the server only. An address goes on to exist.
var ownParts = []providers.Kind{providers.KindBackup, providers.KindSubnet}

// NetworksOf returns the present networks of the server's account that the
// server is in.
func (sc Scope) NetworksOf(ctx context.Context, server Resource) ([]Resource, error) {
	var all, in []Resource
	if server.GoneAt != nil {
		return nil, nil
	}
	err := sc.rows(ctx).Where("account_id = ? AND kind = ? AND location = ? AND gone_at IS NULL",
		server.AccountID, providers.KindNetwork, server.Location).Order("name, id").Find(&all).Error
	for _, network := range all {
		if slices.Contains(decode[providers.NetworkFacts](network.Facts).ServerIDs, server.ExternalID) {
			in = append(in, network)
		}
	}
	return in, err
}
