package models

import (
	"context"

	"pinfold/internal/access"
)

// TokenScope is the scope of whoever the token with the digest acts for: the
// person's view of the team, with no more than the token's role. It returns
// ErrNotFound for a token that does not work: unknown, expired, revoked, or of
// somebody who left the team or is disabled. The token is returned with it where
// it is known.
func (s *Store) TokenScope(ctx context.Context, digest, address string) (Scope, APIToken, error) {
	var token APIToken
	if err := s.reader(ctx).Where("digest = ?", digest).Take(&token).Error; err != nil {
		return Scope{}, APIToken{}, found(err)
	}
	if !token.Works(s.Now()) {
		return Scope{}, token, ErrNotFound
	}
	var member Membership
	err := s.reader(ctx).Where("id = ? AND team_id = ? AND user_id = ?", token.MembershipID, token.TeamID, token.UserID).Take(&member).Error
	if err != nil {
		return Scope{}, token, found(err)
	}
	scope, err := s.ScopeFor(ctx, token.UserID, token.TeamID)
	if err != nil {
		return Scope{}, token, err
	}
	scope.Role, scope.via = access.Narrower(token.Role, scope.Role), token.Label()
	return scope, token, s.usedToken(ctx, token, address)
}

// usedToken notes when and from where the token was used, if that was not noted
// a short time ago.
func (s *Store) usedToken(ctx context.Context, token APIToken, address string) error {
	now := s.Now()
	if token.UsedAt != nil && now.Sub(*token.UsedAt) < usedEvery {
		return nil
	}
	return s.write.WithContext(ctx).Model(&APIToken{}).Where("id = ? AND (used_at IS NULL OR used_at < ?)", token.ID, now).
		Updates(map[string]any{"used_at": now, "used_from": address}).Error
}
