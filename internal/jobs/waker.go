package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"pinfold/internal/models"
)

// waker puts jobs into the queue when operations become due. It keeps timers
// in memory: what a crash loses, the sweeper finds again.
type waker struct {
	queue *queue
	now   func() time.Time
	log   *slog.Logger

	mu      sync.Mutex
	timers  map[models.ID]*time.Timer
	queued  map[models.ID]time.Time
	stopped bool
}

func newWaker(q *queue, now func() time.Time, log *slog.Logger) *waker {
	return &waker{queue: q, now: now, log: log, timers: map[models.ID]*time.Timer{}, queued: map[models.ID]time.Time{}}
}

// Wake brings an operation a turn at the given time. A later call replaces an
// earlier one.
func (w *waker) Wake(ctx context.Context, id models.ID, at time.Time) {
	wait := at.Sub(w.now())
	w.arm(id, wait)
	if wait <= 0 {
		w.enqueue(ctx, id)
	}
}

// arm replaces an operation's timer, by none if there is nothing to wait for.
func (w *waker) arm(id models.ID, wait time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if old := w.timers[id]; old != nil {
		old.Stop()
		delete(w.timers, id)
	}
	if wait > 0 && !w.stopped {
		w.timers[id] = time.AfterFunc(wait, func() {
			w.arm(id, 0)
			w.enqueue(context.Background(), id)
		})
	}
}

// lost is how long a job may wait in the queue before it counts as lost.
const lost = 30 * time.Second

func (w *waker) enqueue(ctx context.Context, id models.ID) {
	if !w.reserve(id) {
		return
	}
	_, err := w.queue.client.Insert(context.WithoutCancel(ctx), turnJob{ID: int64(id)}, &river.InsertOpts{Queue: turnQueue})
	if err != nil {
		w.began(id)
		w.log.Warn("queue insert failed", "operation", id, "error", err)
	}
}

// reserve notes that a job for the operation is in the queue. It returns
// false if one is there already.
func (w *waker) reserve(id models.ID) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if since, ok := w.queued[id]; w.stopped || ok && w.now().Sub(since) < lost {
		return false
	}
	w.queued[id] = w.now()
	return true
}

// began notes that the operation's job left the queue.
func (w *waker) began(id models.ID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.queued, id)
}

func (w *waker) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stopped = true
	for _, timer := range w.timers {
		timer.Stop()
	}
}
