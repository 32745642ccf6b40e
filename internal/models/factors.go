package models

import (
	"context"
	"fmt"
	"time"
)

// Factors are the second factors that a person has set up.
type Factors struct {
	// TOTP says that there is an authenticator app, since TOTPAt.
	TOTP   bool
	TOTPAt *time.Time
	// Passkeys counts passkeys, Codes the recovery codes that are left.
	Passkeys, Codes int
}

// Any reports whether a password alone does not let the person in. Recovery
// codes stand in for a factor and are none.
func (f Factors) Any() bool { return f.TOTP || f.Passkeys > 0 }

// Factors returns the second factors of a person.
func (s *Store) Factors(ctx context.Context, user ID) (Factors, error) {
	return remember(ctx, s, fmt.Sprint("factors ", user), func(ctx context.Context) (f Factors, err error) {
		err = s.reader(ctx).Model(&User{}).Where("id = ?", user).
			Select("totp_at, (?) AS passkeys, (?) AS codes",
				s.reader(ctx).Model(&Passkey{}).Select("COUNT(*)").Where("user_id = ?", user),
				s.reader(ctx).Model(&RecoveryCode{}).Select("COUNT(*)").Where("user_id = ? AND used_at IS NULL", user)).
			Scan(&f).Error
		f.TOTP = f.TOTPAt != nil
		return f, err
	})
}

// FactorMissing reports whether the team asks its members for a second factor
// and this person has none: then nothing of the team is for them.
func (s *Store) FactorMissing(ctx context.Context, scope Scope) (bool, error) {
	if !scope.Team.RequireFactor || scope.User.ID == 0 {
		return false, nil
	}
	factors, err := s.Factors(ctx, scope.User.ID)
	return err == nil && !factors.Any(), err
}
