package fleet_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// looker is what the vendor tells of one server.
type looker struct {
	mu       sync.Mutex
	calls    []string
	backups  []providers.Observation
	samples  []providers.Sample
	err      error
	asked    [2]time.Time
	priority providers.Priority
	// enter is told of a call, which then waits for leave.
	enter, leave chan struct{}
}

func (l *looker) call(ctx context.Context, name string) error {
	l.mu.Lock()
	l.calls, l.priority = append(l.calls, name), providers.PriorityOf(ctx)
	l.mu.Unlock()
	if l.enter != nil {
		l.enter <- struct{}{}
		<-l.leave
	}
	return l.err
}

// count is how many calls were made since it was last asked.
func (l *looker) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := len(l.calls)
	l.calls = nil
	return n
}

// Parts implements providers.ServerParts.
func (v *vendor) Parts(server providers.Ref) []providers.Source {
	return []providers.Source{{
		Name: "backups", Kinds: []providers.Kind{providers.KindBackup}, Parent: server.ID, Every: 10 * time.Minute,
		Read: func(ctx context.Context) (providers.Listing, error) {
			return providers.Listing{Items: v.look.backups, Complete: true}, v.look.call(ctx, "backups")
		},
	}}
}

// ServerLog implements providers.ServerLogger.
func (v *vendor) ServerLog(ctx context.Context, _ providers.Ref) ([]providers.LogEntry, error) {
	return []providers.LogEntry{{What: "Старт"}}, v.look.call(ctx, "log")
}

// meter is a vendor that also tells usage over time.
type meter struct{ *vendor }

// Usage implements providers.UsageMeter.
func (m meter) Usage(ctx context.Context, _ providers.Ref, from, to time.Time) ([]providers.Sample, error) {
	m.look.asked = [2]time.Time{from, to}
	return m.look.samples, m.look.call(ctx, "usage")
}

// seen is a rig whose only server is known, with a backup.
func seen(t *testing.T) (*rig, models.Account, models.Resource) {
	t.Helper()
	r := newRig(t)
	r.v.look.backups = []providers.Observation{{Kind: providers.KindBackup, ID: "b", Parent: "1", State: providers.Available}}
	account := r.refresh()
	server, err := r.scope.ResourceByRef(ctx, r.id, providers.KindServer, providers.Ref{ID: "1"})
	testdb.Must(t, err)
	return r, account, server
}

func (r *rig) check(server models.Resource, name string) models.PartCheck {
	r.t.Helper()
	checks, err := r.scope.PartChecks(ctx, server.ID)
	testdb.Must(r.t, err)
	return checks[name]
}

func (r *rig) parts(server models.Resource) int {
	r.t.Helper()
	rows, err := r.scope.Parts(ctx, server)
	testdb.Must(r.t, err)
	return len(rows)
}

func TestPartsAreReadWhenDue(t *testing.T) {
	r, account, server := seen(t)
	for _, step := range []struct {
		after time.Duration
		now   bool
		calls int
	}{{0, false, 1}, {9 * time.Minute, false, 0}, {0, true, 1}, {9 * time.Minute, false, 0}, {time.Minute, false, 1}} {
		r.Clock.Add(step.after)
		read := r.fleet.ReadParts
		if step.now {
			read = r.fleet.ReadPartsNow
		}
		testdb.Must(t, read(ctx, account, server.Ref(), "backups"))
		if n := r.v.look.count(); n != step.calls {
			t.Errorf("after %v, now %v: %d calls", step.after, step.now, n)
		}
	}
	testdb.Must(t, r.fleet.ReadPartsNow(ctx, account, server.Ref(), "others"))
	if check := r.check(server, "backups"); r.v.look.count() != 0 || check.Items != 1 || !check.ReadAt.Equal(r.Now()) || r.parts(server) != 1 {
		t.Errorf("check %+v, %d parts", check, r.parts(server))
	}
}

func TestFailedPartKeepsItsRows(t *testing.T) {
	r, account, server := seen(t)
	testdb.Must(t, r.fleet.ReadParts(ctx, account, server.Ref()))
	read := r.Now()
	r.Clock.Add(time.Hour)
	r.v.look.err = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "Clodo does not answer."}
	for range 3 {
		err := r.fleet.ReadParts(ctx, account, server.Ref())
		if check := r.check(server, "backups"); check.Error != "Clodo does not answer." || !check.ReadAt.Equal(read) || r.parts(server) != 1 {
			t.Errorf("check %+v, %v", check, err)
		}
	}
	if n := r.v.look.count(); n != 2 {
		t.Errorf("%d calls, want the first one and one that failed", n)
	}
	r.v.look.err = nil
	r.Clock.Add(time.Minute)
	testdb.Must(t, r.fleet.ReadParts(ctx, account, server.Ref()))
	if check := r.check(server, "backups"); check.Error != "" || r.v.look.count() != 1 {
		t.Errorf("healed as %+v", check)
	}
}

func TestFullLimitIsNoFailure(t *testing.T) {
	r, account, server := seen(t)
	r.v.look.err = &providers.Error{Kind: providers.ErrLimit, NotSent: true, RetryAfter: time.Second, Sentence: "Used up."}
	for _, err := range []error{r.fleet.ReadParts(ctx, account, server.Ref()), r.useMeter().ReadUsage(ctx, account, server.Ref(), r.Now())} {
		if providers.KindOf(err) != providers.ErrLimit {
			t.Errorf("got %v", err)
		}
	}
	if n := r.Int(t, "SELECT COUNT(*) FROM part_checks"); n != 0 {
		t.Errorf("%d were recorded", n)
	}
}

func TestGoneServerReadsNothing(t *testing.T) {
	r, account, server := seen(t)
	_, err := r.fleet.Intake(account, r.scope).Gone(ctx, providers.KindServer, server.Ref())
	testdb.Must(t, err)
	testdb.Must(t, r.fleet.ReadPartsNow(ctx, account, server.Ref()))
	server, err = r.scope.Resource(ctx, providers.KindServer, server.ID)
	testdb.Must(t, err)
	if _, err := r.fleet.ServerLog(ctx, account, server); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("the record: %v", err)
	}
	if n := r.v.look.count(); n != 0 {
		t.Errorf("%d calls", n)
	}
}

func TestConcurrentViewsShareOneReading(t *testing.T) {
	r, account, server := seen(t)
	r.v.look.enter, r.v.look.leave = make(chan struct{}), make(chan struct{})
	left, leave := context.WithCancel(ctx)
	first := make(chan error)
	go func() { first <- r.fleet.ReadParts(left, account, server.Ref()) }()
	<-r.v.look.enter
	leave()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("whoever left waits: %v", err)
	}
	var all sync.WaitGroup
	for range 9 {
		all.Go(func() {
			if err := r.fleet.ReadParts(ctx, account, server.Ref()); err != nil {
				t.Error(err)
			}
		})
	}
	close(r.v.look.leave)
	all.Wait()
	if n := r.v.look.count(); n != 1 || r.parts(server) != 1 {
		t.Errorf("%d calls, %d parts", n, r.parts(server))
	}
}

func TestRecordIsAskedForOnceInAWhile(t *testing.T) {
	r, account, server := seen(t)
	for _, step := range []struct {
		after time.Duration
		calls int
	}{{0, 1}, {29 * time.Second, 0}, {time.Second, 1}} {
		r.Clock.Add(step.after)
		log, err := r.fleet.ServerLog(ctx, account, server)
		if n := r.v.look.count(); err != nil || n != step.calls || len(log.Entries) != 1 {
			t.Errorf("after %v: %d calls, %+v, %v", step.after, n, log, err)
		}
	}
	r.Clock.Add(time.Minute)
	r.v.look.err = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "No answer."}
	for range 2 {
		if _, err := r.fleet.ServerLog(ctx, account, server); providers.KindOf(err) != providers.ErrUnavailable {
			t.Errorf("got %v", err)
		}
	}
	if n := r.v.look.count(); n != 1 {
		t.Errorf("%d calls of one that failed", n)
	}
}
