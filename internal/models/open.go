package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"pinfold/internal/secrets"
)

// Store is the database: one writer and a small pool of readers on SQLite.
type Store struct {
	write, read *gorm.DB
	// watch has one connection, which only tells whether others wrote.
	watch  *gorm.DB
	now    func() time.Time
	memo   memo
	search searchIndexes
	// trailKeys seal the heads of the audit trail.
	trailKeys *secrets.Keyring
}

// ErrPostgres tells that PostgreSQL is planned but not there yet.
var ErrPostgres = errors.New("PANEL_DATABASE_URL: PostgreSQL is not supported yet; leave it empty to use SQLite in PANEL_DATA")

// Open opens the SQLite database at path and creates the file if it is
// missing. It does not migrate.
func Open(path string, now func() time.Time) (*Store, error) {
	write, err := dial(path, 1, "off")
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	read, err := dial(path, 4, "on")
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	watch, err := dial(path, 1, "on")
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	s := &Store{write: write, read: read, watch: watch, now: now}
	s.memo.pool, err = watch.DB()
	return s, err
}

// dial opens a pool of connections, each with a cache of 0.5 MB: the system
// caches the file anyway. Statements are cached by the driver, for
// each connection: GORM's cache is shared, and with one connection whoever
// prepares a statement outside of a transaction holds what the transaction
// waits for.
func dial(path string, connections int, readOnly string) (*gorm.DB, error) {
	query := url.Values{
		"_journal_mode": {"WAL"}, "_foreign_keys": {"on"}, "_busy_timeout": {"10000"},
		"_txlock": {"immediate"}, "_synchronous": {"FULL"}, "_loc": {"UTC"},
		"_query_only": {readOnly}, "_stmt_cache_size": {"16"}, "_cache_size": {"-500"},
	}
	db, err := gorm.Open(sqlite.Open("file:"+escape(path)+"?"+query.Encode()), &gorm.Config{
		Logger:                 logger.Discard,
		SkipDefaultTransaction: true,
		TranslateError:         true,
	})
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return db, nil
}

func escape(path string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}

// Close closes the database.
func (s *Store) Close() error {
	var errs []error
	errs = append(errs, s.memo.close())
	for _, db := range []*gorm.DB{s.watch, s.read, s.write} {
		if pool, err := db.DB(); err == nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	return s.read.WithContext(ctx).Raw("SELECT 1").Scan(&one).Error
}

// Now is the store's clock, in UTC.
func (s *Store) Now() time.Time { return s.now().UTC() }

// inWrite runs fn in one write transaction.
func (s *Store) inWrite(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return s.write.WithContext(ctx).Transaction(fn, &sql.TxOptions{})
}

func (s *Store) reader(ctx context.Context) *gorm.DB { return s.read.WithContext(ctx) }

// ErrNotFound is returned for what does not exist and for what belongs to
// another team: the two look the same.
var ErrNotFound = errors.New("not found")

func found(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return ErrNotFound
	}
	return err
}
