package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// Restored puts before a person what had not ended when the backup was made:
// the panel went on after that, so what waits here may have been sent since.
// From then on such operations read and never send. It returns how many they
// are. Who was signed in then signs in again: the session may have been ended
// since.
func (s *Store) Restored(ctx context.Context, backup time.Time) (n int64, err error) {
	open := []Status{StatusWaiting, StatusRunning}
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&Operation{}).Where("status IN ? AND children = 0", open).Updates(map[string]any{
			"status": StatusUnknown, "look_only": true, "lease_owner": "", "lease_until": nil, "ended_at": s.Now(),
			"error": "The panel was restored from a backup of " + backup.UTC().Format("2 Jan 2006, 15:04") +
				" UTC. Whether this was sent after that is not known.",
		})
		if n = done.RowsAffected; done.Error != nil {
			return done.Error
		}
		if err := tx.Where("1 = 1").Delete(&WebSession{}).Error; err != nil {
			return err
		}
		return s.auditRestored(tx, backup)
	})
	return n, err
}

// auditRestored says in every trail that what followed the backup is not in it.
func (s *Store) auditRestored(tx *gorm.DB, backup time.Time) error {
	var teams []ID
	if err := tx.Model(&Team{}).Order("id").Pluck("id", &teams).Error; err != nil {
		return err
	}
	for _, team := range append([]ID{0}, teams...) {
		err := s.audit(tx, Audit{TeamID: team, Action: "panel.restore", Outcome: "restored", Address: "command line",
			Details: form.Values{"backup": backup.UTC().Format(time.RFC3339)}})
		if err != nil {
			return err
		}
	}
	return nil
}
