package models

import (
	"context"
	"errors"
)

// EntryScope is the scope of somebody at the door: in their first team, or in
// none, where they see nothing and can only accept an invitation.
func (s *Store) EntryScope(ctx context.Context, user ID) (Scope, error) {
	scope, err := s.ScopeFor(ctx, user, 0)
	if !errors.Is(err, ErrNotFound) {
		return scope, err
	}
	alone := Scope{store: s, limited: true}
	err = s.reader(ctx).Where("id = ? AND disabled_at IS NULL", user).Take(&alone.User).Error
	return alone, found(err)
}
