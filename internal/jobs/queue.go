// Package jobs runs operations and refreshes in the background. River wakes
// it; the rows of the database say what there is to do.
package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3" of the queue's file
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivermigrate"
)

// turnJob wakes an operation. It carries an id and nothing else.
type turnJob struct {
	ID int64 `json:"id"`
}

// Kind implements river.JobArgs.
func (turnJob) Kind() string { return "turn" }

// refreshJob wakes an account's refresh.
type refreshJob struct {
	Team    int64 `json:"team"`
	Account int64 `json:"account"`
}

// Kind implements river.JobArgs.
func (refreshJob) Kind() string { return "refresh" }

// queue is River on a file of its own: nothing in it is worth keeping, since
// the sweeper finds from the rows whatever it lacks.
type queue struct {
	db     *sql.DB
	client *river.Client[*sql.Tx]
}

func openQueue(ctx context.Context, path string, workers *river.Workers, log *slog.Logger) (*queue, error) {
	query := url.Values{"_journal_mode": {"WAL"}, "_busy_timeout": {"5000"}, "_txlock": {"immediate"}, "_synchronous": {"OFF"}, "_cache_size": {"-200"}}
	db, err := sql.Open("sqlite3", "file:"+path+"?"+query.Encode())
	if err != nil {
		return nil, fmt.Errorf("open queue: %w", err)
	}
	db.SetMaxOpenConns(1)
	driver := newLocalDriver(db)
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: log})
	if err != nil {
		return nil, fmt.Errorf("open queue: %w", err)
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return nil, fmt.Errorf("migrate queue: %w", err)
	}
	client, err := river.NewClient(driver, &river.Config{
		Logger:  log,
		Workers: workers,
		Queues: map[string]river.QueueConfig{
			turnQueue:    {MaxWorkers: 128},
			refreshQueue: {MaxWorkers: 64},
		},
		PollOnly:                    true,
		FetchCooldown:               5 * time.Millisecond,
		FetchPollInterval:           time.Second,
		JobTimeout:                  10 * time.Minute,
		CompletedJobRetentionPeriod: time.Minute,
		DiscardedJobRetentionPeriod: time.Minute,
		SoftStopTimeout:             8 * time.Second,
		MaxAttempts:                 1,
	})
	if err != nil {
		return nil, fmt.Errorf("open queue: %w", err)
	}
	return &queue{db: db, client: client}, nil
}

// Clicks and refreshes have queues of their own, so that a storm of slow
// refreshes never takes the last worker from a click.
const (
	turnQueue    = "turns"
	refreshQueue = "refreshes"
)

func (q *queue) close(ctx context.Context) error {
	if err := q.client.Stop(ctx); err != nil {
		return err
	}
	return q.db.Close()
}
