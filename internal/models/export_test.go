package models

import "gorm.io/gorm"

// Writer gives tests the writing connection, for pragmas that hold for one
// connection only.
func (s *Store) Writer() *gorm.DB { return s.write }
