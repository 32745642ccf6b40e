package models

import (
	"context"
	"errors"
	"slices"

	"github.com/go-gormigrate/gormigrate/v2"
)

// What a command finds that works beside the panel and must not migrate.
var (
	ErrNoSchema  = errors.New("the database holds no panel")
	ErrOldSchema = errors.New("the database is of an earlier version of the panel")
	ErrNewSchema = errors.New("the database is of a later version of the panel")
)

// initialSchema is what the history of migrations calls a fresh database.
const initialSchema = "SCHEMA_INIT"

// CheckSchema tells whether the database has the present schema. It changes
// nothing.
func (s *Store) CheckSchema(ctx context.Context) error {
	table := gormigrate.DefaultOptions.TableName
	if !s.reader(ctx).Migrator().HasTable(table) {
		return ErrNoSchema
	}
	var have []string
	if err := s.reader(ctx).Table(table).Pluck(gormigrate.DefaultOptions.IDColumnName, &have).Error; err != nil {
		return err
	}
	want := []string{initialSchema}
	for _, m := range migrations() {
		want = append(want, m.ID)
	}
	return compareSchema(have, want)
}

func compareSchema(have, want []string) error {
	lacks := func(list, other []string) bool {
		return slices.ContainsFunc(list, func(id string) bool { return !slices.Contains(other, id) })
	}
	switch {
	case !slices.Contains(have, initialSchema):
		return ErrNoSchema
	case lacks(have, want):
		return ErrNewSchema
	case lacks(want, have):
		return ErrOldSchema
	}
	return nil
}
