package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	_ "github.com/mattn/go-sqlite3" // the driver of the connection that copies
)

// Snapshot copies the SQLite database at path, as it is at one moment, to a new
// file. A panel may work on the database meanwhile and is not held up.
func Snapshot(ctx context.Context, path, to string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return err // Opening would make it.
	}
	query := url.Values{"mode": {"ro"}, "_busy_timeout": {"10000"}}
	db, err := sql.Open("sqlite3", "file:"+escape(path)+"?"+query.Encode())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

// CheckFile reads a whole SQLite file and says what is wrong with it.
func CheckFile(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite3", "file:"+escape(path)+"?mode=ro&immutable=1")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var said string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return fmt.Errorf("database is damaged: %s", said)
	}
	return nil
}
