package actions_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func TestOnceAnswers(t *testing.T) {
	r := newRig(t)
	for range 3 {
		run := r.run()
		answer, err := r.once("").Do(ctx, run)
		if err != nil || answer != "12" || run.Secrets["root"].Reveal() != "canary" || r.sends != 1 {
			t.Errorf("answer %q, %v, sent %d times", answer, err, r.sends)
		}
		r.crash()
	}
	if got := r.Text(t, "SELECT answer || sealed FROM journals"); strings.Contains(got, "canary") {
		t.Error("the secret stands in the journal")
	}
}

func TestOnceRefused(t *testing.T) {
	r := newRig(t)
	r.sendErr = errRefused
	if _, err := r.once("alone").Do(ctx, r.run()); !errors.Is(err, errRefused) {
		t.Errorf("refused with %v", err)
	}
	if r.state("create") != "refused" || r.Int(t, "SELECT COUNT(alone) FROM journals") != 0 || r.looks != 0 {
		t.Errorf("recorded as %s", r.state("create"))
	}
}

func TestOnceWithoutSnapshotSendsNothing(t *testing.T) {
	r := newRig(t)
	r.beforeErr = errDown
	_, err := r.once("").Do(ctx, r.run())
	var retry *actions.Retry
	if !errors.As(err, &retry) || retry.Sent || r.sends != 0 || r.state("create") != "" {
		t.Errorf("%v, sent %d times", err, r.sends)
	}
}

// The limit refuses before a byte leaves: the next turn may send.
func TestOnceWaitsForTheLimit(t *testing.T) {
	r := newRig(t)
	r.sendErr = errLimit
	for range 3 {
		_, err := r.once("alone").Do(ctx, r.run())
		var retry *actions.Retry
		if !errors.As(err, &retry) || retry.Sent || !errors.Is(err, errLimit) || r.state("create") != "refused" {
			t.Errorf("%v, recorded as %s", err, r.state("create"))
		}
		if n, err := r.lease.OpenWrites(ctx, false); n != 0 || err != nil {
			t.Errorf("%d writes count as sent", n)
		}
	}
	r.sendErr = nil
	if answer, err := r.once("alone").Do(ctx, r.run()); answer != "12" || err != nil {
		t.Errorf("%q, %v", answer, err)
	}
	if r.Int(t, "SELECT COUNT(*) FROM journals") != 1 {
		t.Error("more than one row for one step")
	}
}

func TestOnceLost(t *testing.T) {
	for _, test := range []struct {
		name    string
		answers []string
		err     error
		// after tells which of the looks ends it, and how.
		answer string
		doubt  string
		late   bool
	}{
		{"found", []string{"13"}, nil, "13", "", false},
		{"several", []string{"13", "14"}, nil, "", "2 things fit", false},
		{"none", nil, nil, "", "no trace", true},
		{"unreadable", nil, errDown, "", "It does not answer.", true},
	} {
		r := newRig(t)
		r.sendErr, r.answers, r.findErr = errLost, test.answers, test.err
		var doubt *actions.Doubt
		if _, err := r.once("").Do(ctx, r.run()); !is[*actions.Snooze](err) {
			t.Errorf("%s: %v", test.name, err)
		}
		r.crash()
		answer, err := r.once("").Do(ctx, r.run())
		if test.late {
			for range 100 {
				if !is[*actions.Snooze](err) || r.Now().Sub(r.op.CreatedAt) > 4*time.Minute {
					break
				}
				r.crash()
				answer, err = r.once("").Do(ctx, r.run())
			}
			if waited := r.Now().Sub(r.op.CreatedAt); waited < 3*time.Minute {
				t.Errorf("%s: given up after %v", test.name, waited)
			}
		}
		if answer != test.answer || errors.As(err, &doubt) != (test.doubt != "") || doubt != nil && !strings.Contains(doubt.Sentence, test.doubt) {
			t.Errorf("%s: %q, %v", test.name, answer, err)
		}
		if r.sends != 1 {
			t.Errorf("%s: sent %d times", test.name, r.sends)
		}
	}
}

// Killed between the record and the call, after the call, or while the answer
// is recorded: the next turn finds it sent and only looks.
func TestCrashNeverSendsAgain(t *testing.T) {
	for _, sent := range []int{0, 1} {
		r := newRig(t)
		once := r.once("alone")
		send := once.Send
		once.Send = func(ctx context.Context) (answer string, _ map[string]secretText, err error) {
			if sent == 1 {
				_, _, _ = send(ctx)
			}
			panic("killed")
		}
		func() {
			defer func() { _ = recover() }()
			_, _ = once.Do(ctx, r.run())
		}()
		for range 5 {
			r.crash()
			if _, err := r.once("alone").Do(ctx, r.run()); !is[*actions.Snooze](err) {
				t.Errorf("%v", err)
			}
		}
		r.answers = []string{"13"}
		r.crash()
		if answer, err := r.once("alone").Do(ctx, r.run()); answer != "13" || err != nil {
			t.Errorf("%q, %v", answer, err)
		}
		if r.sends != sent {
			t.Errorf("sent %d times, want %d", r.sends, sent)
		}
	}
}

func TestLosingTheLeaseBeforeTheRecordSendsNothing(t *testing.T) {
	r := newRig(t)
	old := r.run()
	once := r.once("")
	once.Before = func(context.Context) ([]string, error) { r.crash(); return []string{"old"}, nil }
	if _, err := once.Do(ctx, old); !errors.Is(err, models.ErrLeaseLost) || r.sends != 0 {
		t.Errorf("%v, sent %d times", err, r.sends)
	}
}

func TestAloneGoesOneAfterAnother(t *testing.T) {
	r := newRig(t)
	r.sendErr = errLost
	if _, err := r.once("web").Do(ctx, r.run()); !is[*actions.Snooze](err) {
		t.Errorf("%v", err)
	}
	second := *r
	second.op = testdb.Started(t, r.scope, testdb.Operation(r.server))
	second.lease = r.Claimed(t, second.op, "second")
	second.sendErr = nil
	if _, err := second.once("web").Do(ctx, second.run()); !is[*actions.Snooze](err) || second.sends != 1 || second.state("create") != "" {
		t.Errorf("%v, sent %d times", err, second.sends)
	}
	r.answers = []string{"13"}
	if _, err := r.once("web").Do(ctx, r.run()); err != nil {
		t.Error(err)
	}
	if answer, err := second.once("web").Do(ctx, second.run()); answer != "12" || err != nil {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestOnceWhoseAnswerCannotBeRecorded(t *testing.T) {
	r := newRig(t)
	once := r.once("")
	send := once.Send
	once.Send = func(ctx context.Context) (string, map[string]secretText, error) {
		r.Exec(t, "CREATE TRIGGER full BEFORE UPDATE ON journals BEGIN SELECT RAISE(ABORT, 'disk full'); END")
		return send(ctx)
	}
	if _, err := once.Do(ctx, r.run()); err == nil || providers.KindOf(err) != providers.ErrInternal {
		t.Errorf("%v", err)
	}
	r.Exec(t, "DROP TRIGGER full")
	if n, err := r.lease.OpenWrites(ctx, false); n != 1 || err != nil {
		t.Errorf("%d writes count as sent, %v", n, err)
	}
	r.crash()
	r.answers = []string{"12"}
	if answer, err := r.once("").Do(ctx, r.run()); answer != "12" || err != nil || r.sends != 1 {
		t.Errorf("%q, %v, sent %d times", answer, err, r.sends)
	}
}
