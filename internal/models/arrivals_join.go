package models

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// JoinByIdentity accepts an invitation for whoever signed in at the issuer. The
// user is the one whose identity it is, or a new one with the address that the
// issuer vouches for. It returns ErrNotFound if the link does not work any
// more, ErrMember for who is in the team already, and ErrEmailTaken if the
// address is somebody else's.
func (s *Store) JoinByIdentity(ctx context.Context, invitation string, a Arrival) (user User, team ID, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		if user, err = s.knownBy(tx, a); errors.Is(err, ErrNotFound) {
			if _, err := s.invitation(tx, invitation); err != nil {
				return err
			}
			user, err = s.newcomer(tx, a)
		}
		if err != nil {
			return err
		}
		entry := Audit{Action: "member.join", Address: a.Address, Details: form.Values{"issuer": a.Issuer}}
		team, err = s.accept(tx, invitation, &user, entry)
		return err
	})
	return user, team, err
}
