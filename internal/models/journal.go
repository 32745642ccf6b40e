package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ErrNotAlone is returned while another write that could not be told apart
// from this one has no certain outcome yet.
var ErrNotAlone = errors.New("another write could not be told apart from this one")

// Journal returns the journal row of a step, if the step has begun.
func (l *Lease) Journal(ctx context.Context, step string) (Journal, bool, error) {
	var rows []Journal
	err := l.store.reader(ctx).Where("operation_id = ? AND step = ?", l.Operation.ID, step).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return Journal{}, false, err
	}
	return rows[0], true, nil
}

// Begin commits that a write is about to be sent. Nothing may be sent unless
// it returned nil. It fails if the lease was lost, and with ErrNotAlone if
// another write holds the alone key.
func (l *Lease) Begin(ctx context.Context, step string, op providers.OpID, alone string, before []byte) error {
	return l.store.inWrite(ctx, func(tx *gorm.DB) error {
		if touched := l.held(tx).Update("lease_owner", l.owner); touched.Error != nil || touched.RowsAffected == 0 {
			return errors.Join(ErrLeaseLost, touched.Error)
		}
		row := Journal{OperationID: l.Operation.ID, Step: step, OpID: op, State: JournalSent,
			Before: before, SentAt: l.store.Now()}
		if alone != "" {
			row.Alone = &alone
			var others int64
			if err := tx.Model(&Journal{}).Where("alone = ? AND NOT (operation_id = ? AND step = ?)",
				alone, l.Operation.ID, step).Count(&others).Error; err != nil {
				return err
			}
			if others > 0 {
				return ErrNotAlone
			}
		}
		if err := tx.Where("operation_id = ? AND step = ? AND state = ?", l.Operation.ID, step, JournalRefused).Delete(&Journal{}).Error; err != nil {
			return err
		}
		return tx.Create(&row).Error
	})
}

// BeginAgain commits that a repeatable write is about to be sent, for the first
// time or again. It fails if the lease was lost.
func (l *Lease) BeginAgain(ctx context.Context, step string, op providers.OpID) error {
	return l.store.inWrite(ctx, func(tx *gorm.DB) error {
		if touched := l.held(tx).Update("lease_owner", l.owner); touched.Error != nil || touched.RowsAffected == 0 {
			return errors.Join(ErrLeaseLost, touched.Error)
		}
		again := tx.Model(&Journal{}).Where("operation_id = ? AND step = ?", l.Operation.ID, step).
			Updates(map[string]any{"state": JournalSent, "sent_at": l.store.Now(), "ended_at": nil})
		if again.Error != nil || again.RowsAffected > 0 {
			return again.Error
		}
		return tx.Create(&Journal{OperationID: l.Operation.ID, Step: step, OpID: op, State: JournalSent, SentAt: l.store.Now()}).Error
	})
}

// ErrLeaseLost is returned when another executor took the operation over.
var ErrLeaseLost = errors.New("the lease was lost")

// Finish commits the outcome of a write. Answer is JSON without secrets,
// sealed holds the secret part. It fails with ErrLeaseLost if another executor
// recorded an outcome first: what was recorded stays.
func (l *Lease) Finish(ctx context.Context, step string, state JournalState, answer, sealed []byte, note string) error {
	done := l.store.write.WithContext(ctx).Model(&Journal{}).
		Where("operation_id = ? AND step = ? AND state = ?", l.Operation.ID, step, JournalSent).
		Updates(map[string]any{"state": state, "answer": answer, "sealed": sealed, "note": note,
			"alone": nil, "ended_at": l.store.Now()})
	if done.Error == nil && done.RowsAffected == 0 {
		return ErrLeaseLost
	}
	return done.Error
}

// Looked commits that the provider was read for traces of a sent write.
func (l *Lease) Looked(ctx context.Context, step, note string) error {
	return l.store.write.WithContext(ctx).Model(&Journal{}).
		Where("operation_id = ? AND step = ?", l.Operation.ID, step).
		Updates(map[string]any{"looks": gorm.Expr("looks + 1"), "looked_at": l.store.Now(), "note": note}).Error
}

// Log adds a line to the operation's log.
func (l *Lease) Log(ctx context.Context, word, text string) error {
	return l.store.write.WithContext(ctx).Create(&Event{OperationID: l.Operation.ID, At: l.store.Now(), Word: word, Text: text}).Error
}

// Claimed lists the external ids that other operations of the account already
// hold, so that none is taken for the result of two.
func (l *Lease) Claimed(ctx context.Context, kind providers.Kind) (ids []string, err error) {
	err = l.Scope.rows(ctx).Model(&Operation{}).
		Where("kind = ? AND id <> ? AND external_id <> ''", kind, l.Operation.ID).Pluck("external_id", &ids).Error
	return ids, err
}

// Found commits what a creation turned out to be.
func (l *Lease) Found(ctx context.Context, ref providers.Ref) error {
	l.Operation.ExternalID, l.Operation.Location = ref.ID, ref.Location
	return l.held(l.store.write.WithContext(ctx)).
		Updates(map[string]any{"external_id": ref.ID, "location": ref.Location}).Error
}

// Decision is what a person says about an operation with unknown outcome.
type Decision string

// The decisions.
const (
	// Happened and DidNot end the operation; Again looks at the provider once
	// more. None of them sends anything.
	Happened Decision = "happened"
	DidNot   Decision = "did-not"
	Again    Decision = "look"
)

// ErrDecided is returned when the outcome is not unknown any more.
var ErrDecided = errors.New("the outcome is known already")

// Decide records a person's decision on an operation with unknown outcome.
func (sc Scope) Decide(ctx context.Context, op Operation, d Decision, address string) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		now := sc.store.Now()
		done := sc.within(tx.Model(&Operation{}), "account_id").Where("id = ? AND status = ?", op.ID, StatusUnknown).
			Updates(sc.decisionChanges(d, now))
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return ErrDecided
		}
		if d == Again {
			if err := tx.Model(&Journal{}).Where("operation_id = ? AND state = ?", op.ID, JournalSent).
				Update("looks", 0).Error; err != nil {
				return err
			}
			if err := reopenParent(tx, op); err != nil {
				return err
			}
		} else if err := release(tx, op, StatusFailed, now); err != nil {
			return err
		}
		return sc.audit(tx, Audit{Action: op.Action, Kind: op.Kind, TargetID: op.ResourceID, TargetName: op.TargetName,
			OperationID: &op.ID, Outcome: "decided: " + string(d), Address: address})
	})
}

func (sc Scope) decisionChanges(d Decision, now time.Time) map[string]any {
	changes := map[string]any{"decided_by": sc.User.ID, "ended_at": now}
	switch d {
	case Happened:
		changes["status"], changes["error"], changes["sealed"] = StatusSucceeded, "", nil
	case DidNot:
		changes["status"], changes["error"], changes["sealed"] = StatusFailed, "It did not happen.", nil
	default:
		changes["status"], changes["due_at"], changes["ended_at"] = StatusWaiting, now, nil
	}
	return changes
}

// Cancel ends an operation that has sent nothing yet.
func (sc Scope) Cancel(ctx context.Context, op Operation, address string) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		now := sc.store.Now()
		done := sc.within(tx.Model(&Operation{}), "account_id").
			Where("id = ? AND status = ? AND children = 0", op.ID, StatusWaiting).
			Where("NOT EXISTS (SELECT 1 FROM journals WHERE journals.operation_id = operations.id AND journals.state <> ?)", JournalRefused).
			Updates(map[string]any{"status": StatusCancelled, "ended_at": now, "sealed": nil, "step": ""})
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return ErrDecided
		}
		if err := release(tx, op, StatusCancelled, now); err != nil {
			return err
		}
		return sc.audit(tx, Audit{Action: op.Action, Kind: op.Kind, TargetID: op.ResourceID, TargetName: op.TargetName,
			OperationID: &op.ID, Outcome: "cancelled", Address: address})
	})
}

// CancelChildren stops what of a bulk operation has not been sent yet and
// returns how many operations that were.
func (sc Scope) CancelChildren(ctx context.Context, parent Operation, address string) (n int, err error) {
	rows, _, err := sc.Operations(ctx, OperationQuery{Parent: parent.ID, Limit: 10_000})
	if err != nil {
		return 0, err
	}
	for _, child := range rows {
		if child.Status != StatusWaiting {
			continue
		}
		switch err := sc.Cancel(ctx, child, address); {
		case err == nil:
			n++
		case !errors.Is(err, ErrDecided):
			return n, err
		}
	}
	return n, nil
}

// TakeAnswer returns the sealed secret output of an operation to the person
// who asked for it and erases it.
func (sc Scope) TakeAnswer(ctx context.Context, op Operation, address string) (sealed []byte, err error) {
	err = sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var row Operation
		err := sc.within(tx, "account_id").Where("id = ? AND user_id = ? AND answer IS NOT NULL", op.ID, sc.User.ID).
			Take(&row).Error
		if err != nil {
			return found(err)
		}
		sealed = row.Answer
		if err := tx.Model(&Operation{}).Where("id = ?", row.ID).Update("answer", nil).Error; err != nil {
			return err
		}
		return sc.audit(tx, Audit{Action: "operation.answer", Kind: op.Kind, TargetID: op.ResourceID,
			TargetName: op.TargetName, OperationID: &op.ID, Outcome: "revealed", Address: address})
	})
	return sealed, err
}

// OpenWrites counts the writes of the operation whose outcome is not known.
func (l *Lease) OpenWrites(ctx context.Context) (n int64, err error) {
	err = l.store.reader(ctx).Model(&Journal{}).
		Where("operation_id = ? AND state = ?", l.Operation.ID, JournalSent).Count(&n).Error
	return n, err
}
