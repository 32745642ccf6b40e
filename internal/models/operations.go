package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ErrFormReused is returned when a one-time form id comes with other content.
var ErrFormReused = errors.New("the form was already sent with other content")

// LockedError is returned when another operation holds the lock.
type LockedError struct{ Holder Operation }

// Error implements error.
func (e *LockedError) Error() string { return "locked by another operation" }

// Start stores a new operation with its lock and audit entry in one
// transaction. A form that was already sent yields the first operation and
// again=true. Sealing of secret input happens inside, bound to the new row.
func (sc Scope) Start(ctx context.Context, op *Operation, seal Sealer) (again bool, err error) {
	err = sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		again, err = sc.start(tx, op, seal)
		return err
	})
	return again, err
}

func (sc Scope) start(tx *gorm.DB, op *Operation, seal Sealer) (again bool, err error) {
	if err := sc.stillHolds(tx); err != nil {
		return false, err
	}
	var first Operation
	err = tx.Where("team_id = ? AND form_id = ?", sc.Team.ID, op.FormID).Take(&first).Error
	if err == nil {
		if first.FormDigest != op.FormDigest || first.Action != op.Action || first.UserID != sc.User.ID {
			return false, ErrFormReused
		}
		*op = first
		return true, nil
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return false, err
	}
	return false, sc.insertOperation(tx, op, seal)
}

// stillHolds fails with ErrNotFound if the person has not the rights any more
// that the scope was loaded with: whoever took them finds nothing begun later.
func (sc Scope) stillHolds(tx *gorm.DB) error {
	if sc.User.ID == 0 {
		return nil
	}
	var member Membership
	err := tx.Joins("JOIN users ON users.id = memberships.user_id AND users.disabled_at IS NULL").
		Where("memberships.team_id = ? AND memberships.user_id = ?", sc.Team.ID, sc.User.ID).Take(&member).Error
	if err == nil && (!sc.Role.Within(member.Role) || member.Limited && !sc.limited) {
		return ErrNotFound
	}
	return found(err)
}

func (sc Scope) insertOperation(tx *gorm.DB, op *Operation, seal Sealer) error {
	now := sc.store.Now()
	op.TeamID, op.UserID, op.CreatedAt, op.Percent = sc.Team.ID, sc.User.ID, now, -1
	if op.DueAt.IsZero() {
		op.DueAt = now
	}
	if op.Status == "" {
		op.Status = StatusWaiting
	}
	if err := sc.unlocked(tx, op); err != nil {
		return err
	}
	if err := tx.Create(op).Error; err != nil {
		return err
	}
	if op.Status.Open() {
		if err := takeLock(tx, op, now); err != nil {
			return err
		}
	}
	if seal != nil {
		sealed, err := seal(op.ID)
		if err != nil {
			return err
		}
		if err := tx.Model(op).Update("sealed", sealed).Error; err != nil {
			return err
		}
	}
	return sc.audit(tx, Audit{Action: op.Action, Kind: op.Kind, TargetID: op.ResourceID, TargetName: op.TargetName,
		OperationID: &op.ID, Outcome: "asked", Address: op.Address, Details: op.Input})
}

func takeLock(tx *gorm.DB, op *Operation, now time.Time) error {
	if op.LockKey == "" {
		return nil
	}
	var held []Lock
	if err := tx.Where("key = ?", op.LockKey).Limit(1).Find(&held).Error; err != nil {
		return err
	}
	if len(held) == 0 {
		return tx.Create(&Lock{Key: op.LockKey, OperationID: op.ID, CreatedAt: now}).Error
	}
	locked := &LockedError{}
	if err := tx.Where("id = ?", held[0].OperationID).Take(&locked.Holder).Error; err != nil {
		return err
	}
	return locked
}

// StartBulk stores one operation with a child for each target. A child that
// cannot start is stored as failed with the reason, so that every target has
// an outcome.
func (sc Scope) StartBulk(ctx context.Context, parent *Operation, children []*Operation) (again bool, err error) {
	err = sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		parent.Status, parent.Children = StatusRunning, len(children)
		again, err = sc.start(tx, parent, nil)
		if err != nil || again {
			return err
		}
		for _, child := range children {
			if err := sc.startChild(tx, parent, child); err != nil {
				return err
			}
		}
		return sc.store.closeParent(tx, parent.ID, sc.store.Now())
	})
	return again, err
}

func (sc Scope) startChild(tx *gorm.DB, parent, child *Operation) error {
	child.ParentID = &parent.ID
	var locked *LockedError
	var padlocked *PadlockedError
	err := tx.Transaction(func(inner *gorm.DB) error { return sc.insertOperation(inner, child, nil) })
	switch {
	case errors.As(err, &locked):
		child.Error = "Another operation works on it. Nothing was sent."
	case errors.As(err, &padlocked):
		child.Error = "It was locked meanwhile. Nothing was sent."
	default:
		return err
	}
	now := sc.store.Now()
	child.ID, child.Status, child.EndedAt, child.ErrorKind = 0, StatusFailed, &now, providers.ErrConflict
	if err := sc.insertOperation(tx, child, nil); err != nil {
		return err
	}
	return sc.store.auditEnd(tx, *child, StatusFailed)
}

// reopenParent lets a bulk operation run on when a child gets another turn.
func reopenParent(tx *gorm.DB, op Operation) error {
	if op.ParentID == nil {
		return nil
	}
	return tx.Model(&Operation{}).Where("id = ?", *op.ParentID).
		Updates(map[string]any{"status": StatusRunning, "ended_at": nil}).Error
}

// closeParent ends a bulk operation whose children have all ended. It comes
// again when a person decides on a child later, which may turn the outcome.
func (s *Store) closeParent(tx *gorm.DB, parent ID, now time.Time) error {
	var left struct{ Open, Unknown, Bad int64 }
	err := tx.Model(&Operation{}).Where("parent_id = ?", parent).Select(
		"COALESCE(SUM(CASE WHEN status IN ('waiting','running') THEN 1 ELSE 0 END),0) AS open",
		"COALESCE(SUM(CASE WHEN status = 'unknown' THEN 1 ELSE 0 END),0) AS unknown",
		"COALESCE(SUM(CASE WHEN status IN ('failed','cancelled') THEN 1 ELSE 0 END),0) AS bad").Scan(&left).Error
	if err != nil || left.Open > 0 {
		return err
	}
	status := StatusSucceeded
	if left.Unknown+left.Bad > 0 {
		status = StatusFailed
	}
	var before Operation
	if err := tx.Where("id = ?", parent).Take(&before).Error; err != nil {
		return err
	}
	err = tx.Model(&Operation{}).Where("id = ?", parent).
		Updates(map[string]any{"status": status, "ended_at": now}).Error
	if err != nil || before.EndedAt != nil && before.Status == status {
		return err
	}
	return s.auditEnd(tx, before, status)
}
