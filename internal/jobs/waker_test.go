package jobs

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// turns is a queue whose worker counts the turns that it is given.
type turns struct {
	*waker
	clock *testdb.Clock
	queue *queue
	mu    sync.Mutex
	given map[models.ID]int
}

func newTurns(t *testing.T) *turns {
	t.Helper()
	c := &turns{clock: testdb.NewClock(), given: map[models.ID]int{}}
	workers := river.NewWorkers()
	river.AddWorker(workers, &turnWorker{run: func(_ context.Context, id models.ID) {
		c.began(id)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.given[id]++
	}})
	river.AddWorker(workers, &refreshWorker{})
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	var err error
	c.queue, err = openQueue(context.Background(), filepath.Join(t.TempDir(), "queue.db"), workers, log)
	testdb.Must(t, err)
	c.waker = newWaker(c.queue, c.clock.Now, log)
	return c
}

// run lets the workers begin, and ends them with the test.
func (c *turns) run(t *testing.T) {
	t.Helper()
	testdb.Must(t, c.queue.client.Start(context.Background()))
	t.Cleanup(func() {
		c.stop()
		testdb.Must(t, c.queue.close(context.Background()))
	})
}

func (c *turns) wake(id models.ID, in time.Duration) {
	c.Wake(context.Background(), id, c.clock.Now().Add(in))
}

func (c *turns) count(id models.ID) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.given[id]
}

func (c *turns) waits(id models.ID) bool {
	c.waker.mu.Lock()
	defer c.waker.mu.Unlock()
	return c.timers[id] != nil
}

func (c *turns) wantSoon(t *testing.T, id models.ID, want int) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); c.count(id) < want; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("operation %d has %d turns, want %d", id, c.count(id), want)
		}
	}
}

func TestLaterWakeReplacesAnEarlierOne(t *testing.T) {
	t.Parallel()
	c := newTurns(t)
	c.run(t)
	c.wake(1, 20*time.Millisecond)
	c.wake(1, time.Hour)
	c.wake(2, time.Hour)
	c.wake(2, 20*time.Millisecond)
	c.wake(3, 20*time.Millisecond)
	c.wantSoon(t, 2, 1)
	c.wantSoon(t, 3, 1) // by now the first timer of 1 would have gone off
	if c.count(1) != 0 || !c.waits(1) || c.waits(2) {
		t.Errorf("put off: %d turns, waits %v; brought forward: waits %v", c.count(1), c.waits(1), c.waits(2))
	}
}

// A timer that an immediate turn has made needless brings no second one.
func TestImmediateWakeStopsTheTimer(t *testing.T) {
	t.Parallel()
	c := newTurns(t)
	c.run(t)
	c.wake(1, 30*time.Millisecond)
	c.wake(1, 0)
	c.wantSoon(t, 1, 1)
	c.wake(2, 60*time.Millisecond)
	c.wantSoon(t, 2, 1)
	if c.count(1) != 1 || c.waits(1) {
		t.Errorf("%d turns", c.count(1))
	}
}

// What is due is in the queue once, however often it is woken; when its turn
// began, it may be queued again.
func TestDueIsQueuedOnce(t *testing.T) {
	t.Parallel()
	c := newTurns(t)
	for range 5 {
		c.wake(1, 0)
		c.wake(1, -time.Minute)
	}
	c.run(t)
	c.wantSoon(t, 1, 1)
	c.wake(1, 0)
	c.wantSoon(t, 1, 2)
	c.wake(2, 0)
	c.wantSoon(t, 2, 1)
	if n := c.count(1); n != 2 {
		t.Errorf("%d turns, want 2", n)
	}
}

// A job that stays in the queue for too long counts as lost and comes again.
func TestLostJobComesAgain(t *testing.T) {
	t.Parallel()
	c := newTurns(t)
	c.wake(1, 0)
	c.clock.Add(lost - time.Second)
	c.wake(1, 0)
	c.clock.Add(2 * time.Second)
	c.wake(1, 0)
	c.run(t)
	c.wantSoon(t, 1, 2)
}

func TestStoppedWakerQueuesNothing(t *testing.T) {
	t.Parallel()
	c := newTurns(t)
	c.run(t)
	c.wake(1, 20*time.Millisecond)
	c.stop()
	c.wake(2, 0)
	c.wake(3, time.Millisecond)
	time.Sleep(60 * time.Millisecond)
	if c.count(1)+c.count(2)+c.count(3) != 0 || c.waits(3) {
		t.Error("a stopped waker gave a turn")
	}
}
