//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// The panel keeps to 60 calls a minute, so each of these tests has an account
// of its own, with few servers: each one is a call.

func openInferno(t *testing.T) *trialWorld {
	t.Helper()
	return openWorldOf(t, providers.Inferno, 20)
}

func tryInferno(t *testing.T, trials []trial) {
	t.Parallel() // Most of the time is spent waiting for a provider.
	openInferno(t).try(t, trials)
}

// anOrder is the address of an order at one of the stages that no trial has
// used yet.
func anOrder(stage providers.OrderStage) func(*trialWorld) string {
	return func(w *trialWorld) string {
		w.t.Helper()
		for _, r := range w.all(providers.KindOrder) {
			if r.Order().Stage == stage && !w.used[r.ID] {
				w.used[r.ID] = true
				return fmt.Sprintf("/orders/%d", r.ID)
			}
		}
		w.t.Fatalf("no order is left that is %s", stage)
		return ""
	}
}

func (w *trialWorld) all(kind providers.Kind) []models.Resource {
	w.t.Helper()
	rows, _, err := w.db.scope.AllOf(w.t.Context(), kind, 0, 1000)
	w.db.must(err)
	return rows
}

// thing reads what an address such as "/orders/7" stands for.
func (w *trialWorld) thing(kind providers.Kind, target string) models.Resource {
	w.t.Helper()
	var id int64
	if _, err := fmt.Sscanf(target[strings.LastIndex(target, "/"):], "/%d", &id); err != nil {
		w.t.Fatalf("%s is no %s", target, kind)
	}
	r, err := w.db.scope.Resource(w.t.Context(), kind, models.ID(id))
	w.db.must(err)
	return r
}

func TestInfernoOrder(t *testing.T) {
	tryInferno(t, []trial{{
		name: "INF-03", op: "INF-03", on: anAccount, action: "order.create", fill: map[string]string{"tariff": "304"},
		sentence: "Inferno refused",
		done: func(w *trialWorld, op models.Operation) {
			made := w.thing(providers.KindOrder, fmt.Sprintf("/orders/%d", op.ResourceID))
			if facts := made.Order(); made.ExternalID != w.newest("INF-03").Target || facts.Stage != providers.OrderUnpaid || facts.Amount != "9.50" {
				w.t.Errorf("%+v", made)
			}
			page := w.client.Get(fmt.Sprintf("/orders/%d", made.ID))
			for _, want := range []string{"Waits for payment", "Pay invoice " + made.Order().InvoiceID + ", 9.50 USD", "VPS Medium, 9.50 USD"} {
				if !strings.Contains(page.Text(), want) {
					w.t.Errorf("the page does not say %q: %s", want, page.Text())
				}
			}
			if !strings.Contains(page.Body, `href="`+w.box.URL+`/"`) {
				w.t.Error("the page does not lead to the provider")
			}
		},
	}})
}

func TestInfernoCancelOrder(t *testing.T) {
	tryInferno(t, []trial{{
		name: "INF-05", op: "INF-05", on: anOrder(providers.OrderUnpaid), action: "order.cancel",
		refuse: func(w *trialWorld, target string) {
			w.mutate(sandbox.Mutation{Kind: sandbox.MutatePay, Target: w.thing(providers.KindOrder, target).ExternalID})
		},
		sentence: "Order ID not found or Status not Pending",
		done: func(w *trialWorld, op models.Operation) {
			if r := w.thing(providers.KindOrder, fmt.Sprintf("/orders/%d", op.ResourceID)); r.Order().Stage != providers.OrderCancelled {
				w.t.Errorf("%+v", r)
			}
		},
	}})
}

// aPaidOrder is one that is paid, else pays one and waits until the panel knows. What the trial
// breaks next is the start: the check before it passes.
func aPaidOrder(w *trialWorld) string {
	target := ""
	for _, r := range w.all(providers.KindOrder) {
		if r.Order().Stage == providers.OrderPaid && !w.used[r.ID] {
			target = anOrder(providers.OrderPaid)(w)
			break
		}
	}
	if target == "" {
		target = anOrder(providers.OrderUnpaid)(w)
		w.pay(target)
	}
	w.box.SetFault(sandbox.Fault{Provider: "inferno", Op: "INF-06", Kind: sandbox.FaultDelay, Delay: time.Millisecond, Times: 1})
	return target
}

func (w *trialWorld) pay(target string) {
	w.t.Helper()
	w.mutate(sandbox.Mutation{Kind: sandbox.MutatePay, Target: w.thing(providers.KindOrder, target).ExternalID})
	w.client.Post(target+"/refresh", nil)
	EventuallyWithin(w.t, time.Minute, "the payment is seen", func() bool {
		return w.thing(providers.KindOrder, target).Order().Stage == providers.OrderPaid
	})
}

func TestInfernoInstall(t *testing.T) {
	t.Parallel()
	openWorldOf(t, providers.Inferno, 0).try(t, []trial{{
		name: "INF-06", op: "INF-06", on: aPaidOrder, action: "order.install",
		fill: map[string]string{"image": "debian12-64-default", "sshkey_7": "1"}, sentence: "Inferno refused",
		done: func(w *trialWorld, op models.Operation) {
			details := w.newest("INF-06").Details
			if details["template"] != "debian12-64-default" || details["sshkeys"] != "7" {
				w.t.Errorf("%v", details)
			}
			server := w.serverOfOrder(op)
			page := w.client.Get(fmt.Sprintf("/orders/%d", op.ResourceID))
			if server.State != providers.Running || !strings.Contains(page.Body, serverURL(server)) || !strings.Contains(page.Text(), "Installed") {
				w.t.Errorf("%+v: %s", server, page.Text())
			}
		},
	}})
}

func (w *trialWorld) serverOfOrder(op models.Operation) models.Resource {
	w.t.Helper()
	server, err := w.db.scope.ResourceByRef(w.t.Context(), op.AccountID, providers.KindServer, providers.Ref{ID: op.ExternalID})
	w.db.must(err)
	return server
}

// TestInfernoInstallIsChecked sees the check end an installation before it
// begins: of an order that is no more paid, and of one that somebody else has
// installed meanwhile.
func TestInfernoInstallIsChecked(t *testing.T) {
	t.Parallel()
	w := openWorldOf(t, providers.Inferno, 0)
	target := anOrder(providers.OrderPaid)(w)
	id := w.thing(providers.KindOrder, target).ExternalID
	refused := func(says string) {
		t.Helper()
		op := w.ends(w.start(trial{action: "order.install"}, target).ID)
		text := w.client.Get(fmt.Sprintf("/operations/%d", op.ID)).Text()
		if op.Status != models.StatusFailed || !strings.Contains(text, says) || !strings.Contains(text, "Nothing was started.") {
			t.Errorf("%s %q", op.Status, text)
		}
	}
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateStatus, Target: id, Value: "Pending"})
	refused("Order status is Pending, not Active")
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateStatus, Target: id, Value: "Active"})
	answer, err := http.PostForm(w.box.URL+"/inferno/api_client.php", url.Values{
		"cid": {sandbox.DefaultInfernoCID}, "key": {sandbox.DefaultInfernoKey}, "action": {"install"},
		"orderid": {id}, "ostpl": {"debian12-64-default"}, "run": {"1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close() // The ledger says that it was taken.
	refused("A server exists for this order already.")
	if n := len(w.box.writes("INF-06")); n != 1 {
		t.Errorf("%d installations", n)
	}
}

// keysOfTrial are public keys, another one for each run of a trial.
var keysOfTrial = []string{
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl one@trial",
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINDhJM0KBq1Wbd3ZKcRLKZcrwc2gVkXkpoMOShFGGZq7 two@trial",
}

func TestInfernoSSHKeys(t *testing.T) {
	tryInferno(t, []trial{
		{
			name: "INF-11", op: "INF-11", on: anAccount, action: "sshkey.create",
			fill: map[string]string{"public_key": keysOfTrial[0]}, sentence: "Inferno refused",
			done: func(w *trialWorld, _ models.Operation) {
				page := w.client.Get("/keys").Text()
				if !strings.Contains(page, "one@trial") || !strings.Contains(page, "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU") {
					w.t.Errorf("the key is not listed: %s", page)
				}
				w.remove("one@trial")
			},
		},
		{
			name: "INF-13", op: "INF-13", on: aKey, action: "sshkey.delete", sentence: "Inferno refused",
			done: func(w *trialWorld, op models.Operation) {
				if r := w.thing(providers.KindSSHKey, fmt.Sprintf("/%d", op.ResourceID)); r.GoneAt == nil {
					w.t.Error("the key is not gone")
				}
			},
		},
	})
}

// remove takes a key away that a later trial adds again.
func (w *trialWorld) remove(name string) {
	w.t.Helper()
	for _, r := range w.all(providers.KindSSHKey) {
		if r.Name == name {
			w.ends(w.start(trial{action: "sshkey.delete"}, fmt.Sprintf("/sshkeys/%d", r.ID)).ID)
		}
	}
}

// aKey adds a key if there is none left.
func aKey(w *trialWorld) string {
	w.t.Helper()
	for range 2 {
		if rows := w.all(providers.KindSSHKey); len(rows) > 0 {
			return fmt.Sprintf("/sshkeys/%d", rows[0].ID)
		}
		w.ends(w.start(trial{action: "sshkey.create", fill: map[string]string{"public_key": keysOfTrial[1]}}, anAccount(w)).ID)
	}
	w.t.Fatal("there is no key")
	return ""
}

// TestInfernoForms sees what is refused before anything is sent.
func TestInfernoForms(t *testing.T) {
	t.Parallel()
	w := openInferno(t)
	account, order := anAccount(w), anOrder(providers.OrderPaid)(w)
	for _, test := range []struct{ path, field, value, says string }{
		{account + "/actions/order.create", "tariff", "", "Choose one."},
		{account + "/actions/order.create", "tariff", "9", "This choice is not offered any more."},
		{order + "/actions/order.install", "image", "dos", "This choice is not offered any more."},
		{account + "/actions/sshkey.create", "public_key", "", "Fill this in."},
		{account + "/actions/sshkey.create", "public_key", "ssh-rsa nonsense", "This is no public key."},
		{account + "/actions/sshkey.create", "public_key", keysOfTrial[0] + "\n" + keysOfTrial[1], "Add one key at a time."},
		{account + "/actions/sshkey.create", "public_key", `from="10.0.0.1" ` + keysOfTrial[0], "Leave out what stands before"},
		{
			account + "/actions/sshkey.create", "public_key", "-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----",
			"This is a private key. Paste the public one, it ends in .pub.",
		},
	} {
		form, ok := w.client.Get(test.path).Form(test.path)
		if !ok {
			t.Fatalf("%s has no form", test.path)
		}
		form.Set(test.field, test.value)
		answer := w.client.Post(test.path, form)
		if answer.Status != 422 || !strings.Contains(answer.Text(), test.says) {
			t.Errorf("%s with %s: status %d: %s", test.path, test.value, answer.Status, answer.Text())
		}
	}
	if n := len(w.box.Ledger()); n != 0 {
		t.Errorf("%d writes", n)
	}
	page := w.client.Get("/servers/new")
	if !strings.Contains(page.Body, account+"/actions/order.create") && page.Header.Get("Location") != account+"/actions/order.create" {
		t.Errorf("choosing an Inferno account does not lead to an order: %s", page.Text())
	}
}
