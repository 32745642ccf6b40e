package models

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"
)

// Invited is an open invitation with what its page tells.
type Invited struct {
	Invitation
	Team string
	// By is who invited.
	By string
}

// InvitedBy returns the open invitation whose link has the digest. One that was
// used, revoked or is over is not there.
func (s *Store) InvitedBy(ctx context.Context, digest string) (Invited, error) {
	row, err := s.invitation(s.reader(ctx), digest)
	if err != nil {
		return Invited{}, err
	}
	shown := Invited{Invitation: row}
	var team Team
	if err := s.reader(ctx).Where("id = ?", row.TeamID).Take(&team).Error; err != nil {
		return Invited{}, found(err)
	}
	var by User
	if err := s.reader(ctx).Where("id = ?", row.InvitedBy).Take(&by).Error; err != nil {
		return Invited{}, found(err)
	}
	shown.Team, shown.By = team.Name, Member{Name: by.Name, Email: by.Email}.Label()
	return shown, nil
}

func (s *Store) invitation(db *gorm.DB, digest string) (row Invitation, err error) {
	if err = db.Where("digest = ?", digest).Take(&row).Error; err != nil {
		return row, found(err)
	}
	if !row.Open(s.Now()) {
		return row, ErrNotFound
	}
	return row, nil
}

// HasInvitation reports whether a team waits for somebody of the address; team
// 0 stands for any.
func (s *Store) HasInvitation(ctx context.Context, email string, team ID) (bool, error) {
	query := s.reader(ctx).Model(&Invitation{}).Where("email = ? AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ?",
		NormalEmail(email), s.Now().UTC())
	if team != 0 {
		query = query.Where("team_id = ?", team)
	}
	var n int64
	err := query.Count(&n).Error
	return n > 0, err
}

// Accept makes a user a member by an invitation, once. A user without id is
// created with the invitation's address. It returns ErrNotFound if the link
// does not work any more, ErrMember for who is in the team already, and
// ErrTaken if somebody has an account with the address.
func (s *Store) Accept(ctx context.Context, digest string, user *User, entry Audit) (team ID, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		team, err = s.accept(tx, digest, user, entry)
		return err
	})
	return team, err
}

func (s *Store) accept(tx *gorm.DB, digest string, user *User, entry Audit) (team ID, err error) {
	row, err := s.invitation(tx, digest)
	if err != nil {
		return 0, err
	}
	var members int64
	if err := tx.Model(&Membership{}).Where("team_id = ? AND user_id = ?", row.TeamID, user.ID).Count(&members).Error; err != nil || members > 0 {
		return row.TeamID, cmp.Or(err, ErrMember)
	}
	if user.ID == 0 {
		user.Email = row.Email
	}
	if err := s.addMember(tx, row.TeamID, user, row.Role); err != nil {
		return row.TeamID, err
	}
	now := s.Now()
	if err := tx.Model(&Invitation{}).Where("id = ?", row.ID).Updates(map[string]any{"accepted_at": now, "accepted_by": user.ID}).Error; err != nil {
		return row.TeamID, err
	}
	return row.TeamID, s.joined(tx, row, *user, entry)
}

// joined gives the new member what the invitation says and records it.
func (s *Store) joined(tx *gorm.DB, row Invitation, user User, entry Audit) error {
	sc := Scope{store: s, Team: Team{ID: row.TeamID}, User: user}
	member, err := sc.own(tx)
	if err != nil {
		return err
	}
	to := Standing{Role: row.Role, Limited: row.Limited}
	var left []ID // Accounts that were removed meanwhile are seen by nobody.
	if err := tx.Model(&Account{}).Where("team_id = ?", row.TeamID).Pluck("id", &left).Error; err != nil {
		return err
	}
	for _, account := range row.Accounts {
		if slices.Contains(left, account) {
			to.Accounts = append(to.Accounts, account)
		}
	}
	if err := sc.stand(tx, member.ID, to); err != nil {
		return err
	}
	member.Limited = to.Limited
	if entry, err = sc.about(tx, member, entry); err != nil {
		return err
	}
	if entry.After, err = sc.words(tx, member); err != nil {
		return err
	}
	return sc.audit(tx, entry)
}
