package models

import (
	"errors"
	"path/filepath"
	"testing"
	"time"
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
	if err := store.Migrate(); err != nil {
		t.Fatal(err)
	}
	if err := store.CheckSchema(t.Context()); err != nil {
		t.Errorf("of a migrated file: %v", err)
	}
}
