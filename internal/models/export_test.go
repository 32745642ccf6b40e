package models

import "gorm.io/gorm"

// Writer gives tests the writing connection, for pragmas that hold for one
// connection only.
func (s *Store) Writer() *gorm.DB { return s.write }

// FillTrail adds entries in one transaction.
func (sc Scope) FillTrail(n int) error {
	return sc.store.write.Transaction(func(tx *gorm.DB) error {
		for i := range n {
			err := sc.audit(tx, Audit{Action: "server.note", Kind: "server", TargetID: ID(i), TargetName: "web-05.example.com", Outcome: "changed",
				Address: "192.0.2.1", Before: map[string]string{"text": "before"}, After: map[string]string{"text": "after"}})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
