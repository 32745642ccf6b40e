//go:build e2e

package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// failOnce makes the next call of each operation fail.
func (b *Box) failOnce(ops string) {
	for op := range strings.FieldsSeq(ops) {
		b.SetFault(sandbox.Fault{Op: op, Kind: sandbox.FaultStatus, Status: http.StatusForbidden, Times: 1})
	}
}

// TestFirstReadsFail: lists that cannot be read when an account is new are told
// on its page and read later; the others are there at once.
func TestFirstReadsFail(t *testing.T) {
	t.Parallel()
	const lists = "CAC-02 CAC-06 INF-02 INF-07 INF-12 IDC-06 IDC-07 IDC-29 IDC-37 IDC-40 IDC-52 IDC-53 IDC-54 IDC-55 IDC-68 IDC-74 IDC-78 CLO-37 CLO-43 CLO-46 CLO-47"
	box := StartBox(t, sandbox.Options{Seed: 31, Servers: 4})
	LiftLimits(t, box)
	box.failOnce(lists)
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=error")
	client := NewClient(t, panel)
	client.SignIn()
	db := OpenData(t, panel)
	for slug, one := range box.four() {
		client.Connect(slug, one.fill)
	}
	told := map[providers.Slug]bool{}
	EventuallyWithin(t, 3*time.Minute, "each account told of a failure and recovered", func() bool {
		accounts, err := db.scope.Accounts(t.Context())
		db.must(err)
		well := 0
		for _, a := range accounts {
			if a.Failures > 0 && strings.Contains(client.Get(accountPath(a)).Text(), a.LastError) {
				told[a.Provider] = true
			}
			if a.RefreshedAt != nil && a.Failures == 0 {
				well++
			}
		}
		return len(told) == 4 && well == 4
	})
	for op := range strings.FieldsSeq(lists) {
		if !called.wasRefused(op) {
			t.Errorf("%s was not refused: %d calls", op, box.Calls()[op])
		}
	}
}

// TestReadsBesideFail: what is read for a page or on the way of an operation
// fails once, is told, and keeps nothing from its end.
func TestReadsBesideFail(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	server := w.resource(aServer(w))
	for part, op := range map[string]string{"backups": "CLO-13", "addresses": "CLO-20", "subnets": "CLO-24"} {
		w.box.failOnce(op)
		if page := w.client.Post(serverURL(server)+"/parts/"+part, nil); !strings.Contains(page.Text(), "Clodo refused") {
			t.Errorf("%s: status %d\n%s", part, page.Status, page.Text())
		}
	}
	w.box.failOnce("CLO-32")
	if page := w.client.Post(aTicket(w)+"/refresh", nil); !strings.Contains(page.Text(), "Clodo refused") {
		t.Errorf("a ticket: status %d\n%s", page.Status, page.Text())
	}
	w.box.failOnce("CLO-45")
	if page := w.client.Get(anAccount(w) + "/can"); !strings.Contains(page.Text(), "The systems to install could not be listed.") {
		t.Errorf("the test of the key: status %d\n%s", page.Status, page.Text())
	}
	backup := aBackup(w)
	for _, op := range []string{"CLO-17", "CLO-42"} {
		w.box.SetFault(sandbox.Fault{Op: op, Kind: sandbox.FaultStatus, Status: http.StatusServiceUnavailable, Times: 1})
	}
	if op := w.ends(w.start(trial{action: "backup.restore"}, backup).ID); op.Status != models.StatusSucceeded {
		t.Errorf("the restore: %s %s", op.Status, op.Error)
	}
}

// TestCardIsReadAgain: a card that cannot be read after a change of it is read
// once more.
func TestCardIsReadAgain(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	w.box.SetFault(sandbox.Fault{Op: "IDC-66", Kind: sandbox.FaultStatus, Status: http.StatusServiceUnavailable, Times: 1})
	card := w.card(true, func(f providers.CardFacts) bool { return f.Verified && !f.Primary && !f.ByInvoice })
	if op := w.ends(w.start(trial{action: "card.primary"}, cardURL(card)).ID); op.Status != models.StatusSucceeded || w.box.Calls()["IDC-66"] < 2 {
		t.Errorf("%s %s, %d readings", op.Status, op.Error, w.box.Calls()["IDC-66"])
	}
}

// TestInfernoTradesPassword: an e-mail and a password become a key (INF-01); a
// wrong password is told at its field.
func TestInfernoTradesPassword(t *testing.T) {
	t.Parallel()
	box := StartBox(t, sandbox.Options{Seed: 32, Servers: 2})
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=error")
	client := NewClient(t, panel)
	client.SignIn()
	const path = "/accounts/new?provider=inferno&with=trade"
	fill := map[string]string{"email": sandbox.DefaultInfernoEmail, "password": "another", "label": "traded", "endpoint": box.URL + "/inferno"}
	if answer := client.Submit(path, path, fill); answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Body, `id="f-password-e"`) {
		t.Errorf("a wrong password: status %d\n%s", answer.Status, answer.Text())
	}
	box.failOnce("INF-01")
	fill["password"] = sandbox.DefaultInfernoPassword
	if answer := client.Submit(path, path, fill); answer.Status != http.StatusUnprocessableEntity {
		t.Errorf("refused: status %d\n%s", answer.Status, answer.Text())
	}
	if answer := client.Submit(path, path, fill); answer.Status != http.StatusSeeOther {
		t.Fatalf("status %d\n%s", answer.Status, answer.Text())
	}
	db := OpenData(t, panel)
	EventuallyWithin(t, time.Minute, "its servers are read", func() bool { return len(db.Servers()) > 0 })
	if body := client.Get(accountPath(db.Account())).Body; strings.Contains(body, sandbox.DefaultInfernoPassword) {
		t.Error("the password is on the account's page")
	}
}
