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
	if err := gormigrate.New(s.write, &options, migrations()).Migrate(); err != nil {
		return fmt.Errorf("migrate database: %w", err)
	}
	return nil
}

// migrations is the history of the schema. Entries are added, never changed.
func migrations() []*gormigrate.Migration {
	return []*gormigrate.Migration{
		{ID: "0001_first", Migrate: func(tx *gorm.DB) error {
			return tx.AutoMigrate(
				&Team{}, &User{}, &Membership{}, &MembershipAccount{}, &WebSession{}, &Setting{},
				&Account{}, &Resource{}, &Change{},
				&Operation{}, &Journal{}, &Lock{}, &Event{}, &Audit{},
			)
		}},
	}
}
