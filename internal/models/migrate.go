package models

import (
	"fmt"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

// Migrate brings the database to the present schema.
func (s *Store) Migrate() error {
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
		&Account{}, &Resource{}, &Change{}, &Tag{}, &Note{}, &Padlock{}, &View{}, &Preference{}, &PartCheck{}, &Sample{}, &Draft{},
		&CannedReply{}, &TicketLink{},
		&Operation{}, &Journal{}, &Lock{}, &Event{}, &Audit{},
	)
	for _, index := range coveringIndexes {
		if err == nil {
			err = tx.Exec(index).Error
		}
	}
	return err
}

// coveringIndexes let the overview find what ends without reading all servers.
var coveringIndexes = []string{
	`CREATE INDEX resource_expires ON resources (team_id, kind, gone_at, expires_at) WHERE expires_at IS NOT NULL`,
}

// migrations is the history of the schema since the first release. Entries
// are added, never changed.
func migrations() []*gormigrate.Migration { return nil }
