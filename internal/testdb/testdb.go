// Package testdb gives tests a real database file of their own, with a clock
// that they move, and the teams, accounts and servers to fill it with. Only
// tests import it.
package testdb

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver of the second look at the file

	"pinfold/internal/models"
)

// DB is a migrated database in a directory of the test's own.
type DB struct {
	*models.Store
	Path  string
	Clock *Clock
	raw   *sql.DB
}

// migrated holds an empty migrated file: migrating once a process instead of
// once a test keeps the suite fast.
var migrated = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "testdb")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "panel.db")
	store, err := models.Open(path, time.Now)
	if err != nil {
		return nil, err
	}
	if err := store.Migrate(context.Background(), nil); err != nil {
		return nil, err
	}
	if err := store.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// New returns an empty database.
func New(t testing.TB) *DB {
	t.Helper()
	data, err := migrated()
	Must(t, err)
	db := &DB{Path: filepath.Join(t.TempDir(), "panel.db"), Clock: NewClock()}
	Must(t, os.WriteFile(db.Path, data, 0o600))
	db.Store, err = models.Open(db.Path, db.Clock.Now)
	Must(t, err)
	db.raw, err = sql.Open("sqlite3", "file:"+strings.ReplaceAll(db.Path, "#", "%23")+"?_busy_timeout=10000")
	Must(t, err)
	db.raw.SetMaxOpenConns(1)
	t.Cleanup(func() {
		_ = db.raw.Close()
		_ = db.Store.Close()
	})
	return db
}

// Exec changes rows behind the store's back.
func (db *DB) Exec(t testing.TB, query string, args ...any) {
	t.Helper()
	_, err := db.raw.Exec(query, args...)
	Must(t, err)
}

// Int reads one number from the file.
func (db *DB) Int(t testing.TB, query string, args ...any) (n int64) {
	t.Helper()
	Must(t, db.raw.QueryRow(query, args...).Scan(&n))
	return n
}

// Text reads one value from the file as text, "" for NULL.
func (db *DB) Text(t testing.TB, query string, args ...any) string {
	t.Helper()
	var text sql.NullString
	Must(t, db.raw.QueryRow(query, args...).Scan(&text))
	return text.String
}

// Plan tells how SQLite would run the query, a line a step.
func (db *DB) Plan(t testing.TB, query string) (plan string) {
	t.Helper()
	rows, err := db.raw.Query("EXPLAIN QUERY PLAN " + query)
	Must(t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id, parent, unused int
		var detail string
		Must(t, rows.Scan(&id, &parent, &unused, &detail))
		plan += detail + "\n"
	}
	Must(t, rows.Err())
	return plan
}

// Writes returns a mark that changes when anything is committed to the file.
func (db *DB) Writes(t testing.TB) int64 { return db.Int(t, "PRAGMA data_version") }

// Must ends the test if err is not nil.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
