package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// Lease is the right to run one turn of an operation.
type Lease struct {
	Operation Operation
	// Scope covers the operation's team and account, nothing else.
	Scope Scope
	store *Store
	owner string
}

// Claim takes the lease of an operation by compare-and-swap. It returns false
// if the operation is not due, leased by another, or finished.
func (s *Store) Claim(ctx context.Context, id ID, owner string, hold time.Duration) (*Lease, bool, error) {
	now := s.Now()
	done := s.write.WithContext(ctx).Model(&Operation{}).
		Where("id = ? AND children = 0", id).
		Where("(status = ? AND due_at <= ?) OR (status = ? AND lease_until < ?)", StatusWaiting, now, StatusRunning, now).
		Updates(map[string]any{
			"status": StatusRunning, "lease_owner": owner, "lease_until": now.Add(hold),
			"turn": gorm.Expr("turn + 1"), "started_at": gorm.Expr("COALESCE(started_at, ?)", now),
		})
	if done.Error != nil || done.RowsAffected == 0 {
		return nil, false, done.Error
	}
	lease := &Lease{store: s, owner: owner}
	if err := s.reader(ctx).Where("id = ? AND lease_owner = ?", id, owner).Take(&lease.Operation).Error; err != nil {
		return nil, false, err
	}
	lease.Scope = s.worker(lease.Operation.TeamID, lease.Operation.AccountID)
	return lease, true, nil
}

// TurnOf tells which account an operation's turn will call, and how urgent it
// is, without taking anything.
func (s *Store) TurnOf(ctx context.Context, id ID) (account ID, priority providers.Priority, err error) {
	var op Operation
	err = s.reader(ctx).Select("account_id", "priority").Where("id = ?", id).Take(&op).Error
	return op.AccountID, op.Priority, found(err)
}

// FreeLeases gives up the leases of a process that is known to be dead: with
// one executor per file, every lease found at start is one.
func (s *Store) FreeLeases(ctx context.Context) error {
	return s.write.WithContext(ctx).Model(&Operation{}).Where("status = ?", StatusRunning).
		Where("children = 0").Updates(map[string]any{"lease_until": s.Now().Add(-time.Second)}).Error
}

// Due lists operations whose turn has come or whose lease has run out.
func (s *Store) Due(ctx context.Context, limit int) (ids []ID, err error) {
	now := s.Now()
	err = s.reader(ctx).Model(&Operation{}).Where("children = 0").
		Where("(status = ? AND due_at <= ?) OR (status = ? AND lease_until < ?)", StatusWaiting, now, StatusRunning, now).
		Order("priority, due_at").Limit(limit).Pluck("id", &ids).Error
	return ids, err
}

// held limits a write to the row while this lease holds it.
func (l *Lease) held(tx *gorm.DB) *gorm.DB {
	return tx.Model(&Operation{}).Where("id = ? AND lease_owner = ? AND status = ?", l.Operation.ID, l.owner, StatusRunning)
}

// Extend renews the lease. It returns false if the lease was lost.
func (l *Lease) Extend(ctx context.Context, hold time.Duration) (bool, error) {
	done := l.held(l.store.write.WithContext(ctx)).Update("lease_until", l.store.Now().Add(hold))
	return done.RowsAffected == 1, done.Error
}

// Progress stores the step and percent that the page shows.
func (l *Lease) Progress(ctx context.Context, step string, percent int) error {
	return l.held(l.store.write.WithContext(ctx)).Updates(map[string]any{"step": step, "percent": percent}).Error
}

// Park ends the turn; the next one is due at the given time. Percent is what
// the provider told, 0 to keep the last.
func (l *Lease) Park(ctx context.Context, due time.Time, step string, attempt, percent int) error {
	changes := map[string]any{
		"status": StatusWaiting, "due_at": due.UTC(), "step": step, "attempt": attempt,
		"lease_owner": "", "lease_until": nil,
	}
	if percent > 0 {
		changes["percent"] = min(percent, 100)
	}
	return l.held(l.store.write.WithContext(ctx)).Updates(changes).Error
}

// End is the outcome of an operation.
type End struct {
	Status   Status
	Kind     providers.ErrorKind
	Sentence string
	Said     string
	// Answer is sealed secret output to be shown once.
	Answer []byte
	// ResourceID is what the operation turned out to be about, if it was not
	// known before.
	ResourceID ID
}

// Settle ends the operation: it frees the lock unless the outcome is unknown,
// erases secret input and closes a bulk operation whose last child this was.
func (l *Lease) Settle(ctx context.Context, end End) error {
	return l.store.inWrite(ctx, func(tx *gorm.DB) error {
		now := l.store.Now()
		changes := map[string]any{
			"status": end.Status, "error": end.Sentence, "error_kind": end.Kind, "said": end.Said,
			"ended_at": now, "lease_owner": "", "lease_until": nil,
		}
		if end.Status != StatusUnknown {
			changes["sealed"] = nil
		}
		if end.Answer != nil {
			changes["answer"] = end.Answer
		}
		if end.ResourceID != 0 {
			changes["resource_id"] = end.ResourceID
		}
		done := l.held(tx).Updates(changes)
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		if end.Status == StatusSucceeded {
			if err := eraseDraft(tx, l.Operation.ID); err != nil {
				return err
			}
		}
		op := l.Operation
		if end.ResourceID != 0 {
			op.ResourceID = end.ResourceID
		}
		if err := l.store.auditEnd(tx, op, end.Status); err != nil {
			return err
		}
		return l.store.release(tx, l.Operation, end.Status, now)
	})
}

// release frees what an ended operation holds and erases the secret part of
// its recorded answers. An unknown one keeps its lock
// until a person decides.
func (s *Store) release(tx *gorm.DB, op Operation, status Status, now time.Time) error {
	if status != StatusUnknown {
		if err := tx.Where("operation_id = ?", op.ID).Delete(&Lock{}).Error; err != nil {
			return err
		}
		if err := tx.Model(&Journal{}).Where("operation_id = ?", op.ID).
			Updates(map[string]any{"alone": nil, "sealed": nil}).Error; err != nil {
			return err
		}
	}
	if op.ParentID == nil {
		return nil
	}
	return s.closeParent(tx, *op.ParentID, now)
}
