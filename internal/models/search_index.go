package models

import (
	"context"
	"strings"
	"sync"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// A search reads what it looks in from memory: a scan of 10,000 rows in SQLite
// takes some 4 ms, which eight people who type at once feel. Triggers raise a
// team's stamp when something that is searched changes, in the transaction of
// the change and by whatever process; an index of another stamp is read again.
// What else a thing shall be found by belongs to the text that read selects,
// and its table needs the same triggers.
var searchSchema = []string{
	`CREATE TABLE IF NOT EXISTS search_stamps (team_id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL)`,
	`CREATE TRIGGER IF NOT EXISTS search_insert AFTER INSERT ON resources BEGIN ` + raise("NEW") + ` END`,
	`CREATE TRIGGER IF NOT EXISTS search_update AFTER UPDATE ON resources
		WHEN OLD.search IS NOT NEW.search OR OLD.name IS NOT NEW.name OR OLD.gone_at IS NOT NEW.gone_at
		BEGIN ` + raise("NEW") + ` END`,
	`CREATE TRIGGER IF NOT EXISTS search_delete AFTER DELETE ON resources BEGIN ` + raise("OLD") + ` END`,
}

func raise(row string) string {
	return `INSERT OR IGNORE INTO search_stamps (team_id, stamp) VALUES (` + row + `.team_id, 0);
		UPDATE search_stamps SET stamp = stamp + 1 WHERE team_id = ` + row + `.team_id;`
}

// stampSearch makes the stamps and their triggers, which a migration that
// rebuilds the table of resources would drop.
func stampSearch(tx *gorm.DB) error {
	for _, statement := range searchSchema {
		if err := tx.Exec(statement).Error; err != nil {
			return err
		}
	}
	return nil
}

// indexedTeams bounds how many teams' indexes are held in memory.
const indexedTeams = 16

// searchIndexes holds the index of each team that searched of late.
type searchIndexes struct {
	mu    sync.Mutex
	teams map[ID]*teamIndex
}

// teamIndex is what all of a team's things are found by. Its lock lets one
// search read it while the others wait for the outcome.
type teamIndex struct {
	mu      sync.Mutex
	read    bool
	stamp   int64
	entries []entry
}

// of returns the index of the scope's team as of now. What it returns is not
// changed any more; it knows nothing of what the scope may see.
func (s *searchIndexes) of(ctx context.Context, sc Scope) ([]entry, error) {
	index := s.team(sc.Team.ID)
	index.mu.Lock()
	defer index.mu.Unlock()
	stamp, err := sc.searchStamp(ctx)
	if err != nil {
		return nil, err
	}
	if !index.read || index.stamp != stamp {
		entries, err := sc.searchEntries(ctx)
		if err != nil {
			return nil, err
		}
		index.read, index.stamp, index.entries = true, stamp, entries
	}
	return index.entries, nil
}

func (s *searchIndexes) team(id ID) *teamIndex {
	s.mu.Lock()
	defer s.mu.Unlock()
	if index, ok := s.teams[id]; ok {
		return index
	}
	if s.teams == nil || len(s.teams) >= indexedTeams {
		s.teams = map[ID]*teamIndex{}
	}
	s.teams[id] = &teamIndex{}
	return s.teams[id]
}

func (sc Scope) searchStamp(ctx context.Context) (stamp int64, err error) {
	err = sc.store.reader(ctx).Raw("SELECT COALESCE(MAX(stamp), 0) FROM search_stamps WHERE team_id = ?", sc.Team.ID).
		Scan(&stamp).Error
	return stamp, err
}

func (sc Scope) searchEntries(ctx context.Context) ([]entry, error) {
	rows, err := sc.store.reader(ctx).Model(&Resource{}).Where("team_id = ? AND gone_at IS NULL", sc.Team.ID).
		Select("id, account_id, kind, name, external_id, search").Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var entries []entry
	kinds := map[string]providers.Kind{}
	for rows.Next() {
		var e entry
		var kind string
		if err := rows.Scan(&e.id, &e.account, &kind, &e.name, &e.ref, &e.text); err != nil {
			return nil, err
		}
		if _, ok := kinds[kind]; !ok {
			kinds[kind] = providers.Kind(kind)
		}
		e.kind, e.name, e.ref = kinds[kind], strings.ToLower(e.name), strings.ToLower(e.ref)
		entries = append(entries, e)
	}
	return entries, rows.Err()
}
