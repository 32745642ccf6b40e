package models

import "context"

// AccountMark is what tells that an account was added, changed or removed.
type AccountMark struct {
	TeamID, ID ID
	Version    int
}

// AccountMarks lists the accounts of all teams with their versions.
func (s *Store) AccountMarks(ctx context.Context) ([]AccountMark, error) {
	var marks []AccountMark
	err := s.reader(ctx).Model(&Account{}).Select("team_id", "id", "version").Scan(&marks).Error
	return marks, err
}
