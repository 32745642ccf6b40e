package models

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"golang.org/x/sync/singleflight"
)

// memo keeps what was computed from the database until anything in the
// database changes, whoever changes it: SQLite tells a connection of its own
// whether others wrote. What is kept is therefore never older than the
// database at the moment of asking.
type memo struct {
	mu      sync.Mutex
	conn    *sql.Conn
	pool    *sql.DB
	version int64
	values  map[string]any
	flight  singleflight.Group
}

// memoMost bounds how many values are kept at once: each is a page of a list
// at most.
const memoMost = 500

// at returns the present version of the database. What was kept of another is
// dropped.
func (m *memo) at(ctx context.Context) (version int64, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.conn == nil {
		// The connection outlives the request that opens it.
		if m.conn, err = m.pool.Conn(context.WithoutCancel(ctx)); err != nil {
			return 0, err
		}
	}
	err = m.conn.QueryRowContext(context.WithoutCancel(ctx), "PRAGMA data_version").Scan(&version)
	if err == nil && (version != m.version || m.values == nil) {
		m.version, m.values = version, map[string]any{}
	}
	return version, err
}

func (m *memo) get(key string, version int64) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok := m.values[key]
	return value, ok && m.version == version
}

func (m *memo) put(key string, version int64, value any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.version != version {
		return
	}
	if len(m.values) >= memoMost {
		clear(m.values)
	}
	m.values[key] = value
}

// remember returns the value of the key, loaded at most once for each state of
// the database. Callers share the value and must not change it. Errors are not
// kept.
func remember[T any](ctx context.Context, s *Store, key string, load func(ctx context.Context) (T, error)) (value T, err error) {
	version, err := s.memo.at(ctx)
	if err != nil {
		return value, err
	}
	if kept, ok := s.memo.get(key, version); ok {
		return kept.(T), nil
	}
	// One that asked first and went away must not fail the others.
	shared, err, _ := s.memo.flight.Do(fmt.Sprint(version, " ", key), func() (any, error) {
		value, err := load(context.WithoutCancel(ctx))
		if err == nil {
			s.memo.put(key, version, value)
		}
		return value, err
	})
	if err != nil {
		return value, err
	}
	return shared.(T), nil
}

func (m *memo) close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.conn == nil {
		return nil
	}
	return m.conn.Close()
}
