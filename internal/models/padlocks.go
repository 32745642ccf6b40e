package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/access"
	"pinfold/internal/form"
)

// PadlockReasonMost bounds the characters of a padlock's reason.
const PadlockReasonMost = 200

// Padlock is the lock that a person put on a server: until it is lifted,
// nothing destructive is started on the server and on what belongs to it. A
// Lock, by contrast, is held by an operation.
type Padlock struct {
	ResourceID ID `gorm:"primaryKey;autoIncrement:false"`
	TeamID     ID `gorm:"index"`
	UserID     ID
	Reason     string
	CreatedAt  time.Time
}

// The reasons why a padlock is not set or lifted.
var (
	ErrPadlocked = errors.New("the server is locked already")
	ErrNotYours  = errors.New("the lock was set by someone else")
)

// PadlockedError is returned where a padlock keeps an operation from starting.
type PadlockedError struct{ Padlock Padlock }

// Error implements error.
func (e *PadlockedError) Error() string { return "locked by a person" }

// Padlocks returns the padlocks on the resources, as far as these are visible.
func (sc Scope) Padlocks(ctx context.Context, resources []ID) (map[ID]Padlock, error) {
	found := map[ID]Padlock{}
	if len(resources) == 0 {
		return found, nil
	}
	var rows []Padlock
	err := sc.store.reader(ctx).
		Where("team_id = ? AND resource_id IN ? AND resource_id IN (?)", sc.Team.ID, resources, sc.visible(ctx, resources...)).
		Find(&rows).Error
	for _, row := range rows {
		found[row.ResourceID] = row
	}
	return found, err
}

// SetPadlock locks a visible resource. It returns ErrPadlocked if it is locked.
func (sc Scope) SetPadlock(ctx context.Context, r Resource, reason string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.stillThere(tx, r.ID); err != nil {
			return err
		}
		lock := Padlock{ResourceID: r.ID, TeamID: sc.Team.ID, UserID: sc.User.ID, Reason: reason, CreatedAt: sc.store.Now()}
		if err := tx.Create(&lock).Error; err != nil {
			if errors.Is(err, gorm.ErrDuplicatedKey) {
				return ErrPadlocked
			}
			return err
		}
		entry.Kind, entry.TargetID, entry.TargetName = r.Kind, r.ID, r.Name
		entry.Details = form.Values{"reason": reason}
		return sc.audit(tx, entry)
	})
}

// MayLift reports whether the person may lift the padlock: who set it may, and
// who may delete servers.
func (sc Scope) MayLift(lock Padlock) bool {
	return sc.May(access.DeleteServers) || sc.May(access.OperateServers) && lock.UserID == sc.User.ID
}

// LiftPadlock unlocks a visible resource. It returns ErrNotFound if it is not
// locked, ErrChanged if another padlock was set since the one that was read,
// and ErrNotYours if the person may not lift it.
func (sc Scope) LiftPadlock(ctx context.Context, r Resource, read time.Time, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.stillThere(tx, r.ID); err != nil {
			return err
		}
		var lock Padlock
		if err := tx.Where("team_id = ? AND resource_id = ?", sc.Team.ID, r.ID).Take(&lock).Error; err != nil {
			return found(err)
		}
		switch {
		case !sc.MayLift(lock):
			return ErrNotYours
		case !lock.CreatedAt.Equal(read):
			return ErrChanged
		}
		if err := tx.Where("resource_id = ?", r.ID).Delete(&Padlock{}).Error; err != nil {
			return err
		}
		entry.Kind, entry.TargetID, entry.TargetName = r.Kind, r.ID, r.Name
		entry.Details = form.Values{"reason": lock.Reason}
		return sc.audit(tx, entry)
	})
}

// unlocked fails with a PadlockedError if the operation destroys something and
// a padlock holds its target or the server that the target belongs to.
func (sc Scope) unlocked(tx *gorm.DB, op *Operation) error {
	if !op.Destroys || !op.Status.Open() {
		return nil
	}
	var locks []Padlock
	err := tx.Where("team_id = ? AND resource_id IN ?", sc.Team.ID, []ID{op.ResourceID, op.ServerID}).Limit(1).Find(&locks).Error
	if err != nil || len(locks) == 0 {
		return err
	}
	return &PadlockedError{Padlock: locks[0]}
}
