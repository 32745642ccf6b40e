package models

import "gorm.io/gorm"

// auditEnd records how an operation ended, in the transaction that ends it. It
// stands under the name of who asked for it; no address tells it from what
// that person did.
func (s *Store) auditEnd(tx *gorm.DB, op Operation, status Status) error {
	return s.audit(tx, Audit{TeamID: op.TeamID, UserID: op.UserID, Action: op.Action, Kind: op.Kind, TargetID: op.ResourceID,
		TargetName: op.TargetName, OperationID: &op.ID, Outcome: string(status)})
}
