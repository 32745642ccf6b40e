package models

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

func TestSchemaOfOtherVersions(t *testing.T) {
	want := []string{initialSchema, "1", "2"}
	for _, tt := range []struct {
		have []string
		err  error
	}{
		{want, nil}, {nil, ErrNoSchema}, {[]string{"1"}, ErrNoSchema},
		{[]string{initialSchema, "1"}, ErrOldSchema}, {append(want, "3"), ErrNewSchema},
	} {
		if err := compareSchema(tt.have, want); !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
			t.Errorf("%v: %v", tt.have, err)
		}
	}
}

func TestSchemaOfAFile(t *testing.T) {
	store, err := Open(filepath.Join(t.TempDir(), "panel.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	if err := store.CheckSchema(t.Context()); !errors.Is(err, ErrNoSchema) {
		t.Errorf("of an empty file: %v", err)
	}
	if err := store.Migrate(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := store.CheckSchema(t.Context()); err != nil {
		t.Errorf("of a migrated file: %v", err)
	}
}

func TestBacksUpBeforeAMigration(t *testing.T) {
	none := migrations
	t.Cleanup(func() { migrations = none })
	path := filepath.Join(t.TempDir(), "panel.db")
	store, err := Open(path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	copied := 0
	before := func(context.Context) error { copied++; return nil }
	for range 2 { // A new database, then one of the present version.
		if err := store.Migrate(t.Context(), before); err != nil || copied != 0 {
			t.Fatalf("%d copies, %v", copied, err)
		}
	}
	changed := 0
	migrations = func() []*gormigrate.Migration {
		return []*gormigrate.Migration{{ID: "1", Migrate: func(*gorm.DB) error { changed++; return nil }}}
	}
	full := errors.New("disk is full")
	if err := store.Migrate(t.Context(), func(context.Context) error { return full }); !errors.Is(err, full) || changed != 0 {
		t.Errorf("without a copy: %v, %d changes", err, changed)
	}
	if err := store.Migrate(t.Context(), before); err != nil || copied != 1 || changed != 1 {
		t.Errorf("%d copies, %d changes, %v", copied, changed, err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := Snapshot(t.Context(), path, to); err != nil || CheckFile(t.Context(), to) != nil {
		t.Errorf("the copy: %v", err)
	}
}
