package models

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ErrNotAlone is returned while another write that could not be told apart
// from this one has no certain outcome yet. It comes as a NotAloneError.
var ErrNotAlone = errors.New("another write could not be told apart from this one")

// NotAloneError names the operation whose write stands in the way.
type NotAloneError struct{ Holder Operation }

// Error implements error.
func (e *NotAloneError) Error() string { return ErrNotAlone.Error() }

// Unwrap makes it an ErrNotAlone.
func (e *NotAloneError) Unwrap() error { return ErrNotAlone }

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
		if err := l.prove(tx); err != nil {
			return err
		}
		if err := l.onlyOne(tx, step, alone); err != nil {
			return err
		}
		refused := tx.Where("operation_id = ? AND step = ? AND state = ?", l.Operation.ID, step, JournalRefused)
		if err := refused.Delete(&Journal{}).Error; err != nil {
			return err
		}
		row := Journal{OperationID: l.Operation.ID, Step: step, OpID: op, State: JournalSent, Before: before, SentAt: l.store.Now()}
		if alone != "" {
			row.Alone = &alone
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		return l.event(tx, "sent", callText(op))
	})
}

// prove fails with ErrLeaseLost unless this lease still holds the operation.
func (l *Lease) prove(tx *gorm.DB) error {
	touched := l.held(tx).Update("lease_owner", l.owner)
	if touched.Error == nil && touched.RowsAffected == 0 {
		return ErrLeaseLost
	}
	return touched.Error
}

// onlyOne fails with ErrNotAlone while another write holds the key.
func (l *Lease) onlyOne(tx *gorm.DB, step, alone string) error {
	if alone == "" {
		return nil
	}
	var others []Journal
	err := tx.Where("alone = ? AND NOT (operation_id = ? AND step = ?)", alone, l.Operation.ID, step).
		Limit(1).Find(&others).Error
	if err != nil || len(others) == 0 {
		return err
	}
	held := &NotAloneError{}
	if err := tx.Where("id = ?", others[0].OperationID).Take(&held.Holder).Error; err != nil {
		return err
	}
	return held
}

// callText names a documented call for the log.
func callText(op providers.OpID) string {
	row, _ := providers.Lookup(op)
	return string(op) + " " + row.Method + " " + row.Path
}

// BeginAgain commits that a repeatable write is about to be sent, for the first
// time or again. It fails if the lease was lost.
func (l *Lease) BeginAgain(ctx context.Context, step string, op providers.OpID) error {
	return l.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := l.prove(tx); err != nil {
			return err
		}
		again := tx.Model(&Journal{}).Where("operation_id = ? AND step = ?", l.Operation.ID, step).
			Updates(map[string]any{"state": JournalSent, "sent_at": l.store.Now(), "ended_at": nil})
		if again.Error != nil {
			return again.Error
		}
		if again.RowsAffected > 0 {
			return l.event(tx, "sent again", callText(op))
		}
		row := Journal{OperationID: l.Operation.ID, Step: step, OpID: op, State: JournalSent, SentAt: l.store.Now()}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		return l.event(tx, "sent", callText(op))
	})
}

// ErrLeaseLost is returned when another executor took the operation over.
var ErrLeaseLost = errors.New("the lease was lost")

// Finish commits the outcome of a write. Answer is JSON without secrets,
// sealed holds the secret part. It fails with ErrLeaseLost if another executor
// recorded an outcome first: what was recorded stays.
func (l *Lease) Finish(ctx context.Context, step string, state JournalState, answer, sealed []byte, note string) error {
	return l.store.inWrite(ctx, func(tx *gorm.DB) error { return l.finish(tx, step, state, answer, sealed, note) })
}

// FinishFound is Finish for a creation: in the same transaction the operation
// gets hold of what was made, so that no other can take it for its own.
func (l *Lease) FinishFound(ctx context.Context, step string, answer, sealed []byte, note string, ref providers.Ref) error {
	return l.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := l.finish(tx, step, JournalDone, answer, sealed, note); err != nil {
			return err
		}
		l.Operation.ExternalID, l.Operation.Location = ref.ID, ref.Location
		return tx.Model(&Operation{}).Where("id = ?", l.Operation.ID).
			Updates(map[string]any{"external_id": ref.ID, "location": ref.Location}).Error
	})
}

func (l *Lease) finish(tx *gorm.DB, step string, state JournalState, answer, sealed []byte, note string) error {
	done := tx.Model(&Journal{}).
		Where("operation_id = ? AND step = ? AND state = ?", l.Operation.ID, step, JournalSent).
		Updates(map[string]any{"state": state, "answer": answer, "sealed": sealed, "note": note,
			"alone": nil, "ended_at": l.store.Now()})
	if done.Error == nil && done.RowsAffected == 0 {
		return ErrLeaseLost
	}
	if done.Error != nil {
		return done.Error
	}
	return l.event(tx, string(state), note)
}

// Looked commits that the provider was read for traces of a sent write.
func (l *Lease) Looked(ctx context.Context, step, note string) error {
	return l.store.inWrite(ctx, func(tx *gorm.DB) error {
		err := tx.Model(&Journal{}).Where("operation_id = ? AND step = ?", l.Operation.ID, step).
			Updates(map[string]any{"looks": gorm.Expr("looks + 1"), "looked_at": l.store.Now(), "note": note}).Error
		if err != nil {
			return err
		}
		return l.event(tx, "read", note)
	})
}

// Log adds a line to the operation's log.
func (l *Lease) Log(ctx context.Context, word, text string) error {
	return l.event(l.store.write.WithContext(ctx), word, text)
}

func (l *Lease) event(tx *gorm.DB, word, text string) error {
	return tx.Create(&Event{OperationID: l.Operation.ID, At: l.store.Now(), Word: word, Text: text}).Error
}

// Claimed lists the external ids that other operations of the account already
// hold, so that none is taken for the result of two.
func (l *Lease) Claimed(ctx context.Context, kind providers.Kind) (ids []string, err error) {
	err = l.Scope.rows(ctx).Model(&Operation{}).
		Where("kind = ? AND id <> ? AND external_id <> ''", kind, l.Operation.ID).Pluck("external_id", &ids).Error
	return ids, err
}

// OpenWrites counts the writes of the operation whose outcome is not known;
// with done also those that the provider took.
func (l *Lease) OpenWrites(ctx context.Context, done bool) (n int64, err error) {
	states := []JournalState{JournalSent}
	if done {
		states = append(states, JournalDone)
	}
	err = l.store.reader(ctx).Model(&Journal{}).
		Where("operation_id = ? AND state IN ?", l.Operation.ID, states).Count(&n).Error
	return n, err
}
