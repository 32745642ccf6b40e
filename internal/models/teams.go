package models

import (
	"context"

	"pinfold/internal/access"
)

// Teams lists all teams of the installation, for whoever holds its files.
func (s *Store) Teams(ctx context.Context) ([]Team, error) {
	var teams []Team
	err := s.reader(ctx).Order("name, id").Find(&teams).Error
	return teams, err
}

// HolderScope is the scope of whoever holds the installation's files, in one
// team. What is done through it is recorded without a person.
func (s *Store) HolderScope(team Team) Scope {
	return Scope{store: s, Team: team, Role: access.Owner}
}
