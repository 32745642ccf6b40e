package actions_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

var ctx = context.Background()

var (
	errLost    = &providers.Error{Kind: providers.ErrUnknown, Sentence: "The answer was lost."}
	errRefused = &providers.Error{Kind: providers.ErrInvalid, Sentence: "No such image.", Said: "bad image"}
	errLimit   = &providers.Error{Kind: providers.ErrLimit, Sentence: "Too many.", NotSent: true, RetryAfter: 5 * time.Second}
	errDown    = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "It does not answer."}
)

// rig is an operation with a lease that a test may lose, and a provider made
// of closures.
type rig struct {
	*testdb.DB
	t      *testing.T
	keys   *secrets.Keyring
	scope  models.Scope
	server models.Resource
	op     models.Operation
	lease  *models.Lease

	sends, looks int
	sendErr      error
	answers      []string
	findErr      error
	beforeErr    error
}

func newRig(t *testing.T) *rig {
	t.Helper()
	key, err := secrets.GenerateKey()
	testdb.Must(t, err)
	r := &rig{DB: testdb.New(t), t: t}
	r.keys, err = secrets.LoadKey(key)
	testdb.Must(t, err)
	r.scope = r.Team(t, "ann")
	r.server = r.Server(t, r.scope, r.Account(t, r.scope, "main"), providers.Observation{ID: "1", Name: "web"})
	r.op = testdb.Started(t, r.scope, testdb.Operation(r.server))
	r.lease = r.Claimed(t, r.op, "first")
	return r
}

// run is a fresh turn of the operation: nothing of an earlier one is left but
// what the database holds.
func (r *rig) run() *actions.Run {
	return &actions.Run{Lease: r.lease, Vendor: providers.Vendor{Slug: providers.Clodo, Name: "Clodo"}, Keys: r.keys, Now: r.Now,
		LookFor: 3 * time.Minute, SettleFor: 20 * time.Minute, Secrets: map[string]secrets.Text{}}
}

// crash loses the lease as a killed process does, and takes it again.
func (r *rig) crash() {
	r.t.Helper()
	r.Clock.Add(11 * time.Second)
	r.lease = r.Claimed(r.t, r.op, r.lease.Operation.LeaseOwner+"+")
}

// once is a creation that counts how often it is sent and looked for.
func (r *rig) once(alone string) actions.Once[string, []string] {
	return actions.Once[string, []string]{
		Step: "create", Op: "CLO-06", Showing: "Creating", Alone: alone,
		Before: func(context.Context) ([]string, error) { return []string{"old"}, r.beforeErr },
		Send: func(ctx context.Context) (string, map[string]secrets.Text, error) {
			r.sends++
			if intent, ok := providers.IntentOf(ctx); !ok || intent.Op != "CLO-06" || intent.Step != "create" || intent.Operation != int64(r.op.ID) {
				r.t.Errorf("sent without its intent: %+v", intent)
			}
			if row, ok, err := r.lease.Journal(ctx, "create"); err != nil || !ok || row.State != models.JournalSent {
				r.t.Errorf("sent before it was recorded: %+v, %v", row, err)
			}
			return "12", map[string]secrets.Text{"root": secrets.NewText("canary")}, r.sendErr
		},
		Find: func(_ context.Context, before []string) ([]string, error) {
			r.looks++
			if len(before) != 1 || before[0] != "old" {
				r.t.Errorf("looks against %v", before)
			}
			return r.answers, r.findErr
		},
	}
}

func (r *rig) state(step string) string {
	r.t.Helper()
	return r.Text(r.t, "SELECT COALESCE((SELECT state FROM journals WHERE step = ? AND operation_id = ?), '')", step, r.op.ID)
}

func is[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}
