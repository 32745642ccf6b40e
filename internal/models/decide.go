package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
)

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
		} else if err := sc.store.release(tx, op, StatusFailed, now); err != nil {
			return err
		}
		if d == Happened {
			if err := eraseDraft(tx, op.ID); err != nil {
				return err
			}
			if err := settleZoneDraft(tx, op, now); err != nil {
				return err
			}
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
		changes["status"], changes["due_at"], changes["ended_at"], changes["look_only"] = StatusWaiting, now, nil, true
		changes["attempt"] = 0
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
		if err := sc.store.release(tx, op, StatusCancelled, now); err != nil {
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
