package models

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"pinfold/internal/access"
	"pinfold/internal/form"
)

// What keeps an identity that nobody knows from becoming a user.
var (
	ErrEmailTaken = errors.New("the e-mail address is that of another user")
	ErrNoEmail    = errors.New("there is no e-mail address that the issuer vouches for")
	ErrDisabled   = errors.New("the user is disabled")
)

// Arrival is somebody who signed in at the issuer.
type Arrival struct {
	Issuer, Subject string
	// Email is "" where the issuer vouches for none.
	Email, Name string
	// Mapped says that groups give roles; Roles are those of the person, by the
	// name of the team.
	Mapped bool
	Roles  map[string]access.Role
	// Address is where the browser is.
	Address string
}

// Arrive returns the user whose identity it is and brings the memberships that
// groups give up to date. Who is not known becomes a user if a group gives a
// role, else the answer is ErrNotFound. The e-mail address never decides who
// it is.
func (s *Store) Arrive(ctx context.Context, a Arrival) (user User, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		user, err = s.knownBy(tx, a)
		if errors.Is(err, ErrNotFound) && a.Mapped {
			user, err = s.welcome(tx, a)
		}
		if err != nil || !a.Mapped {
			return err
		}
		return s.follow(tx, user, a)
	})
	return user, err
}

// knownBy finds who signs in by the identity and notes its use.
func (s *Store) knownBy(tx *gorm.DB, a Arrival) (user User, err error) {
	var row Identity
	if err := tx.Where("issuer = ? AND subject = ?", a.Issuer, a.Subject).Take(&row).Error; err != nil {
		return user, found(err)
	}
	if err := tx.Where("id = ?", row.UserID).Take(&user).Error; err != nil {
		return user, found(err)
	}
	if user.DisabledAt != nil {
		return User{}, ErrDisabled
	}
	row.UsedAt = new(s.Now())
	if a.Email != "" {
		row.Email = a.Email
	}
	return user, tx.Model(&Identity{}).Where("id = ?", row.ID).Updates(map[string]any{"used_at": row.UsedAt, "email": row.Email}).Error
}

// welcome makes a user of somebody whom a group gives a role in a team.
func (s *Store) welcome(tx *gorm.DB, a Arrival) (User, error) {
	teams, err := mappedTeams(tx, a.Roles)
	if err != nil {
		return User{}, err
	}
	if len(teams) == 0 {
		return User{}, ErrNotFound
	}
	return s.newcomer(tx, a)
}

// newcomer makes a user who signs in by the identity alone.
func (s *Store) newcomer(tx *gorm.DB, a Arrival) (User, error) {
	if a.Email == "" {
		return User{}, ErrNoEmail
	}
	user := User{Email: NormalEmail(a.Email), Name: a.Name, CreatedAt: s.Now()}
	if err := tx.Create(&user).Error; err != nil {
		if errors.Is(taken(err), ErrTaken) {
			return User{}, ErrEmailTaken
		}
		return User{}, err
	}
	if err := s.audit(tx, Audit{UserID: user.ID, Action: "user.add", TargetID: user.ID, TargetName: user.Email, Address: a.Address,
		Details: form.Values{"issuer": a.Issuer}}); err != nil {
		return User{}, err
	}
	return user, s.attach(tx, user, a)
}

// attach lets a user sign in by the identity.
func (s *Store) attach(tx *gorm.DB, user User, a Arrival) error {
	now := s.Now()
	row := Identity{UserID: user.ID, Issuer: a.Issuer, Subject: a.Subject, Email: a.Email, CreatedAt: now, UsedAt: &now}
	if err := tx.Create(&row).Error; err != nil {
		return taken(err)
	}
	entry := row.audit("identity.link", a.Address)
	entry.UserID = user.ID
	return s.audit(tx, entry)
}
