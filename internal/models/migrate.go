package models

import (
	"context"
	"errors"
	"fmt"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

// Migrate brings the database to the present schema. Before it changes one of
// an earlier version it calls before, and stops if that fails.
func (s *Store) Migrate(ctx context.Context, before func(context.Context) error) error {
	if err := s.CheckSchema(ctx); errors.Is(err, ErrOldSchema) {
		if err := before(ctx); err != nil {
			return fmt.Errorf("back up before a migration: %w", err)
		}
	}
	options := *gormigrate.DefaultOptions
	options.UseTransaction = true
	history := gormigrate.New(s.write, &options, migrations())
	history.InitSchema(present)
	if err := history.Migrate(); err != nil {
		return fmt.Errorf("migrate database: %w", err)
	}
	if err := s.write.Transaction(stampSearch); err != nil {
		return fmt.Errorf("migrate database: %w", err)
	}
	return nil
}

// present creates the schema of a fresh database as it is now. A database
// that exists goes through the migrations instead.
func present(tx *gorm.DB) error {
	err := tx.AutoMigrate(
		&Team{}, &User{}, &Membership{}, &MembershipAccount{}, &WebSession{}, &Setting{},
		&Invitation{}, &PasswordReset{}, &EmailChange{}, &RecoveryCode{}, &Passkey{}, &SpentChallenge{}, &Identity{}, &SSOAttempt{}, &APIToken{},
		&Account{}, &Resource{}, &Change{}, &Tag{}, &Note{}, &Padlock{}, &View{}, &Preference{}, &PartCheck{}, &Sample{}, &Draft{},
		&ZoneRecord{}, &ZoneDraft{}, &ZoneVersion{},
		&AlertChannel{}, &AlertSettings{}, &Alert{}, &AlertDelivery{},
		&CannedReply{}, &TicketLink{},
		&Operation{}, &Journal{}, &Lock{}, &Event{}, &Audit{}, &AuditHead{},
		&Spend{}, &SpendDay{}, &SpendCheck{}, &RateSet{}, &CalendarFeed{},
	)
	for _, index := range append(coveringIndexes, auditGuards...) {
		if err == nil {
			err = tx.Exec(index).Error
		}
	}
	return err
}

// coveringIndexes let the overview find what ends without reading all servers,
// and keep an alert from being opened or delivered twice.
var coveringIndexes = []string{
	`CREATE INDEX resource_expires ON resources (team_id, kind, gone_at, expires_at) WHERE expires_at IS NOT NULL`,
	`CREATE UNIQUE INDEX alert_once ON alerts (team_id, rule, subject) WHERE ended_at IS NULL`,
	`CREATE UNIQUE INDEX alert_delivery_once ON alert_deliveries (alert_id, channel_id, round) WHERE alert_id <> 0`,
}

// migrations is the history of the schema since the first release. Entries
// are added, never changed.
var migrations = func() []*gormigrate.Migration { return nil }
