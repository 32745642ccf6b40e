package fleet_test

import (
	"strings"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func TestRefreshStoresAndThenTouchesTheAccountOnly(t *testing.T) {
	r := newRig(t)
	account := r.refresh()
	page, err := r.scope.Servers(ctx, models.ServerQuery{Limit: 10})
	testdb.Must(t, err)
	if len(page.Rows) != 1 || page.Rows[0].SealedNames != "root" || strings.Contains(string(page.Rows[0].Sealed), "canary") {
		t.Errorf("stored %+v", page.Rows)
	}
	if r.v.opened[0]["login"] != "ann" || r.v.opened[0]["key"] != "secret" {
		t.Error("opened without its settings or credentials")
	}
	if account.Failures != 0 || account.RefreshedAt == nil || account.Checks["servers"].Items != 1 || account.Checks["images"].Items != 1 {
		t.Errorf("account %+v", account)
	}
	for range 3 {
		r.Clock.Add(time.Minute)
		account = r.refresh()
		if strings.Join(r.v.reads, " ") != "servers" {
			t.Errorf("read %v", r.v.reads)
		}
		if wait := account.NextRefresh.Sub(r.Now()); wait < 54*time.Second || wait > 66*time.Second {
			t.Errorf("next in %v", wait)
		}
	}
	again, err := r.scope.Servers(ctx, models.ServerQuery{Limit: 10})
	testdb.Must(t, err)
	if !again.Rows[0].CheckedAt.Equal(page.Rows[0].CheckedAt) || string(again.Rows[0].Sealed) != string(page.Rows[0].Sealed) {
		t.Error("an unchanged server was written")
	}
	if got := account.CheckedAt(again.Rows[0]); !got.Equal(r.Now()) {
		t.Errorf("shown as checked at %v", got)
	}
	if len(r.v.opened) != 1 {
		t.Errorf("opened %d times", len(r.v.opened))
	}
}

// Case 22: a read that fails backs off and leaves the old data.
func TestFailureBacksOffAndHidesNoOtherList(t *testing.T) {
	r := newRig(t)
	r.refresh()
	r.v.serversErr = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "It does not answer.", Said: "502"}
	r.Clock.Add(7 * time.Hour)
	r.v.images[0].Name = "Debian 13"
	for i, base := range []time.Duration{10, 20, 40, 80, 160, 300, 300} {
		account := r.refresh()
		base *= time.Second
		if wait := account.NextRefresh.Sub(r.Now()); wait < base*9/10 || wait > base*11/10 {
			t.Errorf("failure %d: next in %v, want about %v", i+1, wait, base)
		}
		if account.Failures != i+1 || account.LastError != "It does not answer." || account.LastSaid != "502" || account.LastKind != providers.ErrUnavailable {
			t.Errorf("failure %d: %+v", i+1, account)
		}
		r.Clock.Add(base)
	}
	known, err := r.scope.Offerings(ctx, r.id, providers.KindImage, providers.KindServer)
	testdb.Must(t, err)
	if len(known[providers.KindServer]) != 1 || known[providers.KindImage][0].Name != "Debian 13" {
		t.Errorf("known %+v", known)
	}
	r.v.serversErr = nil
	if account := r.refresh(); account.Failures != 0 || account.FailingSince != nil || account.LastError != "" {
		t.Errorf("healed as %+v", account)
	}
}

func TestAskedReadsAheadOfTime(t *testing.T) {
	r := newRig(t)
	r.refresh()
	r.Clock.Add(5 * time.Second)
	r.refresh()
	if len(r.v.reads) != 0 {
		t.Errorf("read %v", r.v.reads)
	}
	testdb.Must(t, r.scope.AskRefresh(ctx, r.id))
	r.refresh()
	if strings.Join(r.v.reads, " ") != "servers" {
		t.Errorf("read %v", r.v.reads)
	}
}

func TestRefreshOfAMissingAccount(t *testing.T) {
	r := newRig(t)
	for _, pair := range [][2]models.ID{{r.scope.Team.ID, r.id + 1}, {r.scope.Team.ID + 1, r.id}} {
		if err := r.fleet.Refresh(ctx, pair[0], pair[1]); err != nil || len(r.v.reads) != 0 {
			t.Errorf("refreshed %v: %v, %v", pair, r.v.reads, err)
		}
	}
}

func TestCredentialsOfAnotherKey(t *testing.T) {
	r := newRig(t)
	r.Exec(t, "UPDATE accounts SET sealed = X'0102'")
	if account := r.refresh(); !account.NeedsCredentials() || len(r.v.reads) != 0 {
		t.Errorf("account %+v", account)
	}
}

func TestRefreshTells(t *testing.T) {
	r := newRig(t)
	sub := r.bus.Subscribe()
	r.refresh()
	<-sub.Wake()
	kinds := map[string]int{}
	for _, e := range sub.Take() {
		if e.Team != int64(r.scope.Team.ID) || e.Account != int64(r.id) {
			t.Errorf("told %+v", e)
		}
		kinds[e.Kind]++
	}
	if kinds["server"] != 2 || kinds["image"] != 1 || kinds["account"] != 1 {
		t.Errorf("told %v", kinds)
	}
}

func TestNewSettingsOpenANewClient(t *testing.T) {
	r := newRig(t)
	account := r.refresh()
	account.Settings = form.Values{"login": "bob"}
	testdb.Must(t, r.scope.ChangeAccount(ctx, account, nil, models.Audit{}))
	r.refresh()
	if n := len(r.v.opened); n != 2 || r.v.opened[1]["login"] != "bob" || r.v.opened[1]["key"] != "secret" {
		t.Errorf("opened %d times, last with %s", n, r.v.opened[n-1]["login"])
	}
}
