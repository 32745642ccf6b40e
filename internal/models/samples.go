package models

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/providers"
)

// KeepSamples is how long samples are kept.
const KeepSamples = 31 * 24 * time.Hour

// sampleBatch bounds a write of samples and one step of their removal.
const sampleBatch = 500

// AddSamples stores samples of a server. A moment that is known stays as it
// is, and what is older than KeepSamples is not stored.
func (sc Scope) AddSamples(ctx context.Context, server Resource, samples []providers.Sample) error {
	if !sc.Sees(server.TeamID, server.AccountID) {
		return ErrNotFound
	}
	oldest := sc.store.Now().Add(-KeepSamples)
	var rows []Sample
	for _, s := range samples {
		if !s.At.Before(oldest) {
			rows = append(rows, sampleRow(server, s))
		}
	}
	for len(rows) > 0 {
		n := min(sampleBatch, len(rows))
		err := sc.store.write.WithContext(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(rows[:n]).Error
		if err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

func sampleRow(server Resource, s providers.Sample) Sample {
	return Sample{
		ResourceID: server.ID, TeamID: server.TeamID, At: s.At.Unix(), CPUPercent: s.CPUPercent,
		MemoryUsedMB: s.MemoryUsedMB, MemoryMB: s.MemoryMB, NetInKB: s.NetInKB, NetOutKB: s.NetOutKB,
		DiskReads: s.DiskReads, DiskWrites: s.DiskWrites, DiskUsedPercent: s.DiskUsedPercent,
	}
}

// NewestSamples returns the moment of the newest sample of each server that
// has any.
func (sc Scope) NewestSamples(ctx context.Context, servers []ID) (map[ID]time.Time, error) {
	var rows []struct {
		ResourceID ID
		At         int64
	}
	visible := sc.rows(ctx).Model(&Resource{}).Select("id").Where("id IN ?", servers)
	err := sc.store.reader(ctx).Model(&Sample{}).Select("resource_id, MAX(at) AS at").
		Where("team_id = ? AND resource_id IN (?)", sc.Team.ID, visible).Group("resource_id").Scan(&rows).Error
	newest := make(map[ID]time.Time, len(rows))
	for _, row := range rows {
		newest[row.ResourceID] = time.Unix(row.At, 0).UTC()
	}
	return newest, err
}

// SweepSamples removes samples from before the moment, a few at a time so
// that nothing waits long for the writer.
func (s *Store) SweepSamples(ctx context.Context, before time.Time) error {
	for {
		some := s.write.Model(&Sample{}).Select("rowid").Where("at < ?", before.Unix()).Limit(sampleBatch)
		done := s.write.WithContext(ctx).Where("rowid IN (?)", some).Delete(&Sample{})
		if done.Error != nil || done.RowsAffected < sampleBatch {
			return done.Error
		}
	}
}

// samplesOf limits a query to the samples of a visible server in a range.
func (sc Scope) samplesOf(ctx context.Context, server ID, from, to time.Time) *gorm.DB {
	return sc.store.reader(ctx).Model(&Sample{}).Where("team_id = ? AND resource_id IN (?) AND at >= ? AND at <= ?",
		sc.Team.ID, sc.visible(ctx, server), from.Unix(), to.Unix())
}
