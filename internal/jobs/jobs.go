package jobs

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"pinfold/internal/alerts"
	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// Options are what the background work is made of.
type Options struct {
	Store *models.Store
	Fleet *fleet.Fleet
	Keys  *secrets.Keyring
	Bus   *feed.Bus
	Log   *slog.Logger
	// Alerts is nil where none are sent.
	Alerts *alerts.Desk
	// QueuePath is the file of the queue.
	QueuePath string
	// LookFor is how long a provider is read for traces of a lost answer,
	// SettleFor how long a change may take until it shows.
	LookFor, SettleFor time.Duration
}

// Jobs is the background work of one process.
type Jobs struct {
	runner *Runner
	queue  *queue
	waker  *waker
	stop   context.CancelFunc
	swept  chan struct{}
	// alerts is nil where none are sent.
	alerts  *alerts.Desk
	alerted chan struct{}

	accounts beside
}

type turnWorker struct {
	river.WorkerDefaults[turnJob]
	run func(ctx context.Context, id models.ID)
}

// Work implements river.Worker. Whatever happened stands in the operation's
// row, so the job itself never fails.
func (w *turnWorker) Work(ctx context.Context, job *river.Job[turnJob]) error {
	w.run(ctx, models.ID(job.Args.ID))
	return nil
}

type refreshWorker struct {
	river.WorkerDefaults[refreshJob]
	run func(ctx context.Context, due models.DueAccount)
}

// Work implements river.Worker.
func (w *refreshWorker) Work(ctx context.Context, job *river.Job[refreshJob]) error {
	w.run(ctx, models.DueAccount{TeamID: models.ID(job.Args.Team), ID: models.ID(job.Args.Account)})
	return nil
}

// Start begins to work. Leases that are found were held by a process that is
// dead, and alerts that are being sent were by that process, since a database file has one executor.
func Start(ctx context.Context, o Options) (*Jobs, error) {
	runner := newRunner(o)
	j := &Jobs{runner: runner, swept: make(chan struct{}), alerts: o.Alerts, alerted: make(chan struct{})}
	workers := river.NewWorkers()
	river.AddWorker(workers, &turnWorker{run: func(ctx context.Context, id models.ID) {
		j.waker.began(id)
		runner.Turn(ctx, id)
	}})
	river.AddWorker(workers, &refreshWorker{run: j.refresh(o)})
	var err error
	if j.queue, err = openQueue(ctx, o.QueuePath, workers, quiet(o.Log)); err != nil {
		return nil, err
	}
	j.waker = newWaker(j.queue, o.Store.Now, o.Log)
	runner.wake = j.waker.Wake
	if err := errors.Join(o.Store.FreeLeases(ctx), o.Store.FreeDeliveries(ctx)); err != nil {
		return nil, err
	}
	if err := j.queue.client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, err
	}
	sweeping, stop := context.WithCancel(context.WithoutCancel(ctx))
	j.stop = stop
	j.accounts.look(ctx, o)
	go j.sweep(sweeping, o)
	j.startAlerts(sweeping, o)
	return j, nil
}

// Wake brings an operation its next turn at the given time.
func (j *Jobs) Wake(ctx context.Context, id models.ID, at time.Time) { j.waker.Wake(ctx, id, at) }

// Stop lets running turns end, within the time that ctx allows.
func (j *Jobs) Stop(ctx context.Context) error {
	j.stop()
	<-j.swept
	<-j.alerted
	if j.alerts != nil {
		j.alerts.Wait(ctx)
	}
	j.waker.stop()
	return j.queue.close(ctx)
}

func quiet(log *slog.Logger) *slog.Logger {
	return slog.New(atLeast{Handler: log.Handler(), level: slog.LevelWarn})
}

// atLeast drops records below a level.
type atLeast struct {
	slog.Handler
	level slog.Level
}

// Enabled implements slog.Handler.
func (h atLeast) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= h.level && h.Handler.Enabled(ctx, level)
}
