package fleet

import (
	"context"
	"sync"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// logFresh is how long a provider's record of a server serves further
// readers, logFailed how long the news that it could not be read does.
const (
	logFresh  = 30 * time.Second
	logFailed = 5 * time.Second
)

// Log is a provider's record of a server, and when it was read.
type Log struct {
	At      time.Time
	Entries []providers.LogEntry
}

// logCache holds records that were just read. They are not stored anywhere.
type logCache struct {
	mu   sync.Mutex
	held map[models.ID]heldLog
}

type heldLog struct {
	Log
	err error
}

func (h heldLog) fresh(now time.Time) bool {
	if h.err != nil {
		return now.Sub(h.At) < logFailed
	}
	return now.Sub(h.At) < logFresh
}

func (c *logCache) get(server models.ID, now time.Time) (heldLog, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h, ok := c.held[server]
	return h, ok && h.fresh(now)
}

func (c *logCache) put(server models.ID, h heldLog, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, old := range c.held {
		if !old.fresh(now) {
			delete(c.held, id)
		}
	}
	c.held[server] = h
}

// HasLog reports whether an account's provider keeps a record of a server
// that can be read.
func (f *Fleet) HasLog(account models.Account) bool {
	_, ok := f.vendors[account.Provider].Zero.(providers.ServerLogger)
	return ok
}

// ServerLog reads a provider's own record of a server, newest first. Within
// half a minute it asks once.
func (f *Fleet) ServerLog(ctx context.Context, account models.Account, server models.Resource) (Log, error) {
	if held, ok := f.looks.logs.get(server.ID, f.store.Now()); ok {
		return held.Log, held.err
	}
	client, err := f.Client(account)
	if err != nil {
		return Log{}, err
	}
	logger, ok := client.(providers.ServerLogger)
	if !ok || server.GoneAt != nil {
		return Log{}, models.ErrNotFound
	}
	value, err := f.looks.once(ctx, server.ID, "log", func(ctx context.Context) (any, error) {
		entries, err := logger.ServerLog(ctx, server.Ref())
		held := heldLog{Log: Log{At: f.store.Now(), Entries: entries}, err: err}
		f.looks.logs.put(server.ID, held, held.At)
		return held.Log, err
	})
	log, _ := value.(Log)
	return log, err
}
