package actions_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// keeper is a provider with copies of one server.
type keeper struct {
	copies  []providers.Observation
	state   providers.State
	sends   int
	sendErr error
	percent int
	done    bool
	stopped bool
	// partial says that the list of copies may lack some.
	partial bool
}

func (k *keeper) Server(context.Context, providers.Ref) (providers.Observation, error) {
	return providers.Observation{Kind: providers.KindServer, ID: "1", State: k.state}, nil
}

func (k *keeper) Parts(server providers.Ref) []providers.Source {
	return []providers.Source{{Name: "copies", Kinds: []providers.Kind{providers.KindBackup}, Parent: server.ID,
		Read: func(context.Context) (providers.Listing, error) {
			return providers.Listing{Items: k.copies, Complete: !k.partial}, nil
		}}}
}

func (k *keeper) send() (string, error) {
	k.sends++
	if k.sendErr != nil {
		return "", k.sendErr
	}
	return "77", nil
}

func (k *keeper) BackupTypes() []string { return []string{"snapshot", "backup"} }
func (k *keeper) RestoresStopped() bool { return k.stopped }
func (k *keeper) MakeBackup(context.Context, providers.Ref, providers.BackupOrder) (string, error) {
	return k.send()
}

func (k *keeper) OverwriteBackup(context.Context, providers.Ref, providers.Ref) (string, error) {
	return k.send()
}

func (k *keeper) RestoreBackup(context.Context, providers.Ref, providers.Ref) (string, error) {
	return k.send()
}

func (k *keeper) ConvertBackup(context.Context, providers.Ref, providers.Ref, string, string) error {
	_, err := k.send()
	return err
}

func (k *keeper) RestorePercent(context.Context, providers.Ref, string) (int, error) {
	return k.percent, nil
}

func (k *keeper) Request(context.Context, providers.Ref) (providers.Request, error) {
	return providers.Request{Done: k.done}, nil
}

var madeAt = time.Date(2026, 3, 1, 4, 0, 0, 0, time.UTC)

func backupOf(id string, at time.Time) providers.Observation {
	return providers.Observation{Kind: providers.KindBackup, ID: id, Parent: "1", Facts: providers.BackupFacts{MadeAt: at, Type: "snapshot"}}
}

// do gives an action on the copy "1/2" a fresh turn.
func (r *rig) do(a actions.Action, k *keeper) error {
	r.t.Helper()
	return r.doWith(a, k, form.Values{"to": "backup"})
}

func (r *rig) doWith(a actions.Action, k *keeper, in form.Values) error {
	r.t.Helper()
	run := r.run()
	run.Action, run.Input = a, in
	run.Resource = &models.Resource{Kind: providers.KindBackup, ExternalID: "1/2", Parent: "1", Facts: []byte(`{"made_at":"2026-03-01T04:00:00Z","type":"snapshot"}`)}
	run.Lease.Operation.ExternalID = "1/2"
	run.Record = func(context.Context, providers.Source, providers.Listing) error { return nil }
	run.Observe = func(context.Context, providers.Observation) (models.ID, error) { return r.server.ID, nil }
	return a.Do(ctx, run, k)
}

// A disk does not tell what it was restored from: a person is asked at once,
// and nothing is sent again.
func TestLostRestoreAsks(t *testing.T) {
	r := newRig(t)
	k := &keeper{copies: []providers.Observation{backupOf("1/2", madeAt)}, sendErr: errLost}
	if err := r.do(actions.BackupRestore, k); !is[*actions.Snooze](err) {
		t.Fatalf("after the send: %v", err)
	}
	for range 2 {
		var doubt *actions.Doubt
		if err := r.do(actions.BackupRestore, k); !errors.As(err, &doubt) || !strings.Contains(doubt.Sentence, "does not tell afterwards") || k.sends != 1 {
			t.Errorf("%v, sent %d times", err, k.sends)
		}
		r.crash()
	}
}

func TestRestoreOfAnotherCopySendsNothing(t *testing.T) {
	for name, c := range map[string]struct {
		copies []providers.Observation
		want   providers.ErrorKind
	}{
		"gone":      {nil, providers.ErrNotFound},
		"made anew": {[]providers.Observation{backupOf("1/2", madeAt.Add(24*time.Hour))}, providers.ErrConflict},
	} {
		r := newRig(t)
		k := &keeper{copies: c.copies}
		for _, a := range []actions.Action{actions.BackupRestore, actions.BackupOverwrite} {
			if err := r.do(a, k); providers.KindOf(err) != c.want || k.sends != 0 {
				t.Errorf("%s, %s: %v, sent %d times", name, a.Name, err, k.sends)
			}
		}
	}
}

func TestRestoreTellsHowFarItIs(t *testing.T) {
	r := newRig(t)
	k := &keeper{copies: []providers.Observation{backupOf("1/2", madeAt)}, percent: 40, state: providers.Working}
	var snooze *actions.Snooze
	if err := r.do(actions.BackupRestore, k); !errors.As(err, &snooze) || snooze.Percent != 40 {
		t.Errorf("under way: %v", err)
	}
	k.percent = 100
	if err := r.do(actions.BackupRestore, k); !errors.As(err, &snooze) {
		t.Errorf("the request goes on: %v", err)
	}
	k.done = true
	if err := r.do(actions.BackupRestore, k); !errors.As(err, &snooze) || snooze.Step != "Reads the server again" {
		t.Errorf("the server is at work: %v", err)
	}
	k.state = providers.Running
	if err := r.do(actions.BackupRestore, k); err != nil || k.sends != 1 {
		t.Errorf("the end: %v, sent %d times", err, k.sends)
	}
	k.done = false
	r.Clock.Add(5 * time.Hour)
	r.lease = r.Claimed(t, r.op, "later")
	if err := r.do(actions.BackupRestore, k); !is[*actions.Doubt](err) {
		t.Errorf("what never ends: %v", err)
	}
}

func TestLostCopyIsFound(t *testing.T) {
	old, fresh := backupOf("1/2", madeAt), backupOf("1/2", madeAt.Add(time.Hour))
	for name, c := range map[string]struct {
		action actions.Action
		after  []providers.Observation
		found  int
	}{
		"a new one":      {actions.ServerBackup, []providers.Observation{old, backupOf("1/3", madeAt)}, 1},
		"two new ones":   {actions.ServerBackup, []providers.Observation{old, backupOf("1/3", madeAt), backupOf("1/4", madeAt)}, 2},
		"none yet":       {actions.ServerBackup, []providers.Observation{fresh}, 0},
		"made anew":      {actions.BackupOverwrite, []providers.Observation{fresh, backupOf("1/3", madeAt)}, 1},
		"not made anew":  {actions.BackupOverwrite, []providers.Observation{old, backupOf("1/3", madeAt)}, 0},
		"all disappears": {actions.BackupOverwrite, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			k := &keeper{copies: []providers.Observation{old}, sendErr: errLost, state: providers.Running}
			if err := r.do(c.action, k); !is[*actions.Snooze](err) {
				t.Fatalf("after the send: %v", err)
			}
			k.copies = c.after
			err := r.do(c.action, k)
			if k.sends != 1 || (err == nil) != (c.found == 1) || is[*actions.Doubt](err) != (c.found > 1) {
				t.Errorf("%v, sent %d times", err, k.sends)
			}
		})
	}
}

// A server also gets copies by itself: one of another type or disk is not the
// one that was ordered.
func TestCopyOfAnotherKindIsNotTheOrder(t *testing.T) {
	r := newRig(t)
	k := &keeper{sendErr: errLost, state: providers.Running}
	order := form.Values{"type": "snapshot", "disk": "d1"}
	if err := r.doWith(actions.ServerBackup, k, order); !is[*actions.Snooze](err) {
		t.Fatalf("after the send: %v", err)
	}
	of := func(id, kind, disk string) providers.Observation {
		return providers.Observation{Kind: providers.KindBackup, ID: id, Parent: "1", Facts: providers.BackupFacts{MadeAt: madeAt, Type: kind, DiskID: disk}}
	}
	k.copies = []providers.Observation{of("1/3", "backup", "d1"), of("1/4", "snapshot", "d2")}
	if err := r.doWith(actions.ServerBackup, k, order); !is[*actions.Snooze](err) {
		t.Errorf("neither is the one: %v", err)
	}
	k.copies = append(k.copies, of("1/5", "snapshot", "d1"))
	if err := r.doWith(actions.ServerBackup, k, order); err != nil || k.sends != 1 {
		t.Errorf("the one: %v, sent %d times", err, k.sends)
	}
}

// A list that may lack copies is no snapshot, and does not tell that a copy is
// gone.
func TestPartialListTellsNothing(t *testing.T) {
	r := newRig(t)
	k := &keeper{partial: true, state: providers.Running}
	for _, a := range []actions.Action{actions.ServerBackup, actions.BackupOverwrite, actions.BackupRestore, actions.BackupConvert} {
		var retry *actions.Retry
		if err := r.do(a, k); !errors.As(err, &retry) || providers.KindOf(err) != providers.ErrUnexpected {
			t.Errorf("%s: %v", a.Name, err)
		}
		r.crash()
	}
	if k.sends > 1 { // Only the conversion, which sets a state, was sent.
		t.Errorf("sent %d times", k.sends)
	}
}

// What was started since the person looked would write on while its disk is
// overwritten.
func TestRestoreOfWhatRunsByNowSendsNothing(t *testing.T) {
	r := newRig(t)
	k := &keeper{copies: []providers.Observation{backupOf("1/2", madeAt)}, state: providers.Running, stopped: true}
	if err := r.do(actions.BackupRestore, k); providers.KindOf(err) != providers.ErrConflict || k.sends != 0 {
		t.Errorf("%v, sent %d times", err, k.sends)
	}
}

// The provider's "done" is not enough: the copy has to be in the list.
func TestCopyHasToShow(t *testing.T) {
	r := newRig(t)
	k := &keeper{done: true, state: providers.Running}
	if err := r.do(actions.ServerBackup, k); !is[*actions.Snooze](err) {
		t.Errorf("not listed: %v", err)
	}
	k.copies = []providers.Observation{backupOf("1/1", madeAt)}
	if err := r.do(actions.ServerBackup, k); err != nil || k.sends != 1 {
		t.Errorf("listed: %v, sent %d times", err, k.sends)
	}
}

func TestConversionShows(t *testing.T) {
	r := newRig(t)
	k := &keeper{copies: []providers.Observation{backupOf("1/2", madeAt)}}
	run := func() error { return r.do(actions.BackupConvert, k) }
	if err := run(); !is[*actions.Snooze](err) || k.sends != 1 {
		t.Errorf("before: %v", err)
	}
	k.copies[0].Facts = providers.BackupFacts{Type: "backup"}
	if err := run(); err != nil || k.sends != 1 {
		t.Errorf("after: %v, sent %d times", err, k.sends)
	}
}

func TestRestoreNeedsAStoppedServer(t *testing.T) {
	target := actions.Target{
		Vendor:   providers.Vendor{Slug: providers.IDCloudHost, Name: "IDCloudHost", Zero: &keeper{stopped: true}},
		Resource: &models.Resource{ID: 8, Kind: providers.KindBackup, ExternalID: "1/2", Facts: []byte(`{"made_at":"2026-03-01T04:00:00Z","disk_id":"d"}`)},
		Server: &models.Resource{ID: 7, Kind: providers.KindServer, Name: "web", State: providers.Running,
			Facts: []byte(`{"disks":[{"id":"d","name":"sda","gb":20}]}`)},
	}
	offer, _ := actions.BackupRestore.Offer(target, "owner")
	if !strings.Contains(offer.Reason, "Stop it first.") {
		t.Errorf("while it runs: %q", offer.Reason)
	}
	target.Server.State = providers.Stopped
	offer, _ = actions.BackupRestore.Offer(target, "owner")
	plan := actions.BackupRestore.Plan(target, nil)
	want := "Disk sda, 20 GB, is overwritten. What was written to it since 1 Mar 2026, 04:00 UTC is lost for good."
	if offer.Reason != "" || plan.Consequences[0].Text != want || plan.TypedName != "web" || plan.Lock != "server-7" {
		t.Errorf("%q, %+v", offer.Reason, plan)
	}
}
