//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// aToken is one that the panel does not use and no trial has had.
func aToken(w *trialWorld) string {
	w.t.Helper()
	for range 2 {
		for _, r := range w.all(providers.KindToken) {
			if !r.Token().Own && !w.used[r.ID] {
				w.used[r.ID] = true
				return fmt.Sprintf("/tokens/%d", r.ID)
			}
		}
		w.ends(w.start(trial{action: "token.create", fill: map[string]string{"description": "spare"}}, anAccount(w)).ID)
	}
	w.t.Fatal("there is no token")
	return ""
}

// theOwnToken is the one that the panel uses.
func theOwnToken(w *trialWorld) models.Resource {
	w.t.Helper()
	for _, r := range w.all(providers.KindToken) {
		if r.Token().Own {
			return r
		}
	}
	w.t.Fatal("the panel's own token is not known")
	return models.Resource{}
}

func TestIDCloudHostTokens(t *testing.T) {
	fill := map[string]string{"restricted": "1", "billing": "6"}
	change := map[string]string{"restricted": "", "billing": ""}
	tryAll(t, providers.IDCloudHost, []trial{
		{
			name: "IDC-05", op: "IDC-05", action: "token.create", fill: fill, on: another(fill, "description", "Für + & ", anAccount), sentence: "IDCloudHost refused",
			done: func(w *trialWorld, op models.Operation) {
				r := w.thing(providers.KindToken, fmt.Sprintf("/%d", op.ResourceID))
				if facts := r.Token(); r.Name != fill["description"] || !facts.Restricted || facts.Billing != "6" {
					w.t.Errorf("%+v", r)
				}
				path := fmt.Sprintf("/operations/%d", op.ID)
				form, _ := w.client.Get(path).Form(path + "/answer")
				shown := w.client.Post(path+"/answer", form)
				if again := w.client.Post(path+"/answer", form); again.Status == http.StatusOK && strings.Contains(again.Body, "Token</dt>") {
					w.t.Error("it is shown twice")
				}
				list := w.client.Get("/keys?show=tokens")
				value := w.client.Post(fmt.Sprintf("/tokens/%d/secrets/token", op.ResourceID), url.Values{})
				secret := regexp.MustCompile(`[0-9a-f]{32}`).FindString(value.Body)
				if secret == "" || strings.Contains(list.Body, secret) || !strings.Contains(list.Text(), fill["description"]) || !strings.Contains(shown.Body, secret) {
					w.t.Errorf("shown once %d, on demand %q", shown.Status, secret)
				}
			},
		},
		{
			name: "IDC-04", op: "IDC-04", action: "token.update", fill: change, on: another(change, "description", "changed ", aToken), sentence: "IDCloudHost refused",
			done: func(w *trialWorld, op models.Operation) {
				r := w.thing(providers.KindToken, fmt.Sprintf("/%d", op.ResourceID))
				if r.Name != change["description"] || r.Token().Restricted || w.newest("IDC-04").Details["restricted"] != "false" {
					w.t.Errorf("%+v", r)
				}
			},
		},
		{
			name: "IDC-03", op: "IDC-03", action: "token.delete", on: aToken, sentence: "IDCloudHost refused",
			done: func(w *trialWorld, op models.Operation) {
				if r := w.thing(providers.KindToken, fmt.Sprintf("/%d", op.ResourceID)); r.GoneAt == nil {
					w.t.Error("the token is not gone")
				}
			},
		},
	})
}

// TestTheOwnTokenStays: the panel's own token is not deleted, but rotated.
func TestTheOwnTokenStays(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	path := fmt.Sprintf("/tokens/%d/actions/token.delete", theOwnToken(w).ID)
	page := w.client.Get(path)
	answer := w.client.Post(path, url.Values{"form_id": {"own"}, "confirm": {theOwnToken(w).Name}})
	if !strings.Contains(page.Text(), "Rotate it instead") || answer.Status != http.StatusUnprocessableEntity || len(w.box.Ledger()) != 0 {
		t.Errorf("%d: %s", answer.Status, page.Text())
	}
}

// TestRotatesAToken does so from the account's page, in a browser: the account
// goes on with the new one, and the provider refuses the old one.
func TestRotatesAToken(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 6, Servers: 2})
	page := h.Page()
	h.SignIn(page)
	client := NewClient(t, h.Panel)
	client.SignIn()
	client.Connect(providers.IDCloudHost, h.Box.four()[providers.IDCloudHost].fill)
	db := OpenData(t, h.Panel)
	Eventually(t, "the account was read", func() bool { return db.Account().RefreshedAt != nil })
	account := db.Account()
	_, err := page.Goto(h.Panel.URL + accountPath(account))
	h.Must(err)
	h.Must(page.Locator("a", playwright.PageLocatorOptions{HasText: "Rotate the panel's token"}).Click())
	h.Must(h.Expect.Locator(page.Locator("#dialog")).ToContainText("stored before the old one is deleted"))
	h.Must(page.Locator("#dialog button[type=submit]").Click())
	Eventually(t, "the rotation ends", func() bool { return db.Last().ID != 0 && !db.Last().Status.Open() })
	if op := db.Last(); op.Status != models.StatusSucceeded {
		t.Fatalf("%s: %s", op.Status, op.Error)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.Box.URL+"/idcloudhost/v1/user-resource/user", nil)
	h.Must(err)
	req.Header.Set("apikey", sandbox.DefaultIDCloudHostKey)
	old, err := http.DefaultClient.Do(req)
	h.Must(err)
	h.Must(old.Body.Close())
	if old.StatusCode != http.StatusForbidden {
		t.Errorf("the old token: status %d", old.StatusCode)
	}
	_, err = page.Goto(h.Panel.URL + "/keys?show=tokens")
	h.Must(err)
	h.Must(h.Expect.Locator(page.Locator("#token-list tbody tr", playwright.PageLocatorOptions{HasText: "The panel uses it."})).ToContainText("Pinfold"))
	_, err = page.Goto(h.Panel.URL + accountPath(account))
	h.Must(err)
	h.Must(page.Locator("#account-can a", playwright.PageLocatorOptions{HasText: "Test now"}).Click())
	h.Must(h.Expect.Locator(page.Locator("#account-can")).ToContainText("Signed in as user@example.com."))
}
