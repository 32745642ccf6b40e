package models

import (
	"context"

	"pinfold/internal/providers"
)

// CredentialsRefused reports whether the account's credentials were refused at
// another operation of the same bulk run, while this one has sent nothing yet.
func (l *Lease) CredentialsRefused(ctx context.Context) (bool, error) {
	op := l.Operation
	if op.ParentID == nil {
		return false, nil
	}
	var refused bool
	err := l.store.reader(ctx).Raw(`SELECT EXISTS (SELECT 1 FROM operations
			WHERE parent_id = ? AND account_id = ? AND status = ? AND error_kind = ?)
		AND NOT EXISTS (SELECT 1 FROM journals WHERE operation_id = ? AND state <> ?)`,
		*op.ParentID, op.AccountID, StatusFailed, providers.ErrAuth, op.ID, JournalRefused).Scan(&refused).Error
	return refused, err
}
