package models_test

import (
	"context"
	"errors"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// world is an account of Ann's with everything on it that has a team.
type world struct {
	*testdb.DB
	ann     models.Scope
	account models.Account
	server  models.Resource
	open    models.Operation
	unknown models.Operation
	answer  models.Operation
}

func newWorld(t *testing.T) world {
	t.Helper()
	db := testdb.New(t)
	w := world{DB: db, ann: db.Team(t, "ann")}
	w.account = db.Account(t, w.ann, "main")
	w.server = db.Server(t, w.ann, w.account, box("1"))
	w.open = testdb.Started(t, w.ann, testdb.Operation(w.server))
	w.unknown = testdb.Started(t, w.ann, testdb.Operation(w.server))
	w.answer = testdb.Started(t, w.ann, testdb.Operation(w.server))
	lease := db.Claimed(t, w.unknown, "one")
	testdb.Must(t, lease.Begin(context.Background(), "reboot", "CLO-10", "", nil))
	testdb.Must(t, lease.Log(context.Background(), "lost", "The answer was lost."))
	testdb.Must(t, lease.Settle(context.Background(), models.End{Status: models.StatusUnknown}))
	testdb.Must(t, db.Claimed(t, w.answer, "two").Settle(context.Background(),
		models.End{Status: models.StatusSucceeded, Answer: []byte("sealed")}))
	return w
}

// Somebody of another team, and a member of this team who does not see the
// account, get the same from every method: nothing. And nothing is written.
func TestStrangersSeeAndChangeNothing(t *testing.T) {
	w := newWorld(t)
	other := w.Account(t, w.ann, "other")
	strangers := map[string]models.Scope{
		"another team":    w.Team(t, "bob"),
		"a limited one":   w.Limited(t, w.ann.Team.ID, "carl@example.com", other.ID),
		"limited to none": w.Limited(t, w.ann.Team.ID, "dora@example.com"),
	}
	for name, stranger := range strangers {
		for method, err := range w.byID(stranger) {
			if !errors.Is(err, models.ErrNotFound) && !errors.Is(err, models.ErrDecided) {
				t.Errorf("%s: %s: %v", name, method, err)
			}
		}
		for method, n := range w.lists(t, stranger) {
			if n != 0 {
				t.Errorf("%s: %s yields %d", name, method, n)
			}
		}
		if stranger.Sees(w.ann.Team.ID, w.account.ID) {
			t.Errorf("%s sees the account", name)
		}
	}
	w.untouched(t)
	for method, n := range w.lists(t, w.ann) {
		if n == 0 {
			t.Errorf("the owner's %s yields nothing", method)
		}
	}
}

func (w world) byID(sc models.Scope) map[string]error {
	ctx := context.Background()
	errs := map[string]error{}
	_, errs["Account"] = sc.Account(ctx, w.account.ID)
	_, errs["Resource"] = sc.Resource(ctx, providers.KindServer, w.server.ID)
	_, errs["ResourceByRef"] = sc.ResourceByRef(ctx, w.account.ID, providers.KindServer, w.server.Ref())
	_, errs["Operation"] = sc.Operation(ctx, w.open.ID)
	_, errs["OperationByForm"] = sc.OperationByForm(ctx, w.open.FormID)
	changed := w.account
	changed.Label, changed.Settings = "stolen", form.Values{"endpoint": "evil"}
	errs["ChangeAccount"] = sc.ChangeAccount(ctx, changed, func(models.ID) ([]byte, error) { return []byte("x"), nil }, models.Audit{})
	errs["RemoveAccount"] = sc.RemoveAccount(ctx, w.account.ID, models.Audit{})
	errs["AskRefresh"] = sc.AskRefresh(ctx, w.account.ID)
	errs["Decide"] = sc.Decide(ctx, w.unknown, models.Happened, "")
	errs["Cancel"] = sc.Cancel(ctx, w.open, "")
	_, errs["TakeAnswer"] = sc.TakeAnswer(ctx, w.answer, "")
	return errs
}

func (w world) lists(t *testing.T, sc models.Scope) map[string]int64 {
	t.Helper()
	ctx := context.Background()
	n := map[string]int64{}
	count := func(method string, rows int, err error) {
		t.Helper()
		testdb.Must(t, err)
		n[method] = int64(rows)
	}
	changes, err := sc.Changes(ctx, w.server.ID, 10)
	count("Changes", len(changes), err)
	known, err := sc.Offerings(ctx, w.account.ID, providers.KindServer)
	count("Offerings", len(known.Known(providers.KindServer)), err)
	page, err := sc.Servers(ctx, models.ServerQuery{Limit: 10})
	count("Servers", len(page.Rows)+int(page.Total), err)
	page, err = sc.Servers(ctx, models.ServerQuery{Limit: 10, Accounts: []models.ID{w.account.ID}, Text: "web", Providers: []providers.Slug{providers.Clodo}})
	count("Servers of the account", len(page.Rows)+int(page.Counts[""]), err)
	rows, err := sc.ServersByID(ctx, []models.ID{w.server.ID})
	count("ServersByID", len(rows), err)
	for _, q := range []models.OperationQuery{{}, {Show: "open"}, {Show: "finished"}, {Resource: w.server.ID}} {
		q.Limit = 10
		ops, total, err := sc.Operations(ctx, q)
		count("Operations "+q.Show, len(ops)+int(total), err)
	}
	newest, err := sc.Newest(ctx, []models.ID{w.server.ID})
	count("Newest", len(newest), err)
	journals, err := sc.Journals(ctx, w.unknown)
	count("Journals", len(journals), err)
	events, err := sc.Events(ctx, w.unknown)
	count("Events", len(events), err)
	open, unknown, err := sc.OpenCounts(ctx)
	count("OpenCounts", int(open+unknown), err)
	all, err := sc.CountServers(ctx)
	count("CountServers", int(all), err)
	per, err := sc.ServersPerAccount(ctx)
	count("ServersPerAccount", len(per), err)
	trail, err := sc.AuditRows(ctx, models.AuditQuery{Limit: 100})
	testdb.Must(t, err)
	for _, entry := range trail {
		if entry.TargetID == w.server.ID && entry.Kind == providers.KindServer {
			n["AuditRows"]++
		}
	}
	return n
}

func (w world) untouched(t *testing.T) {
	t.Helper()
	var account models.Account
	testdb.Must(t, w.Writer().Where("id = ?", w.account.ID).Take(&account).Error)
	if account.Label != "main" || account.Version != 1 || account.AskedAt != nil || string(account.Sealed) != "sealed for 1" {
		t.Errorf("the account is %+v", account)
	}
	for id, want := range map[models.ID]string{w.open.ID: "waiting", w.unknown.ID: "unknown", w.answer.ID: "succeeded"} {
		if got := w.Text(t, "SELECT status FROM operations WHERE id = ?", id); got != want {
			t.Errorf("operation %d is %s", id, got)
		}
	}
	if w.Text(t, "SELECT answer FROM operations WHERE id = ?", w.answer.ID) != "sealed" {
		t.Error("the answer was taken")
	}
}

// The zero scope of a handler that forgot to check must find nothing, since
// GORM would drop a zero in a struct filter.
func TestZeroTeamFindsNothing(t *testing.T) {
	w := newWorld(t)
	nobody := w.ann
	nobody.Team = models.Team{}
	for method, n := range w.lists(t, nobody) {
		if n != 0 {
			t.Errorf("%s yields %d", method, n)
		}
	}
	for method, err := range w.byID(nobody) {
		if err == nil {
			t.Errorf("%s found something", method)
		}
	}
	w.untouched(t)
	if _, err := w.ann.Resource(context.Background(), "", 0); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("id 0: %v", err)
	}
	if _, err := w.ann.Resource(context.Background(), providers.KindImage, w.server.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("another kind: %v", err)
	}
}
