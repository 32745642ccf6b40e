//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// TestAskedTwice sends the same form more than once, in every way in which
// that happens.
func TestAskedTwice(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 5, Servers: 12, Pace: 200 * time.Millisecond})
	client := ClientOf(t, h.Panel, Email)
	running := db.Running()

	t.Run("a double click is one operation", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Ask(page, running[0], "Reboot")
		h.Must(page.Locator("#dialog form button[type=submit]").Dblclick())
		db.Ended(models.StatusSucceeded)
		h.wantOnce(db, "CLO-10", running[0].ExternalID)
	})
	t.Run("a double click on Create is one server", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Goto(page, fmt.Sprintf("/accounts/%d/actions/server.create", db.Account().ID))
		h.fill(page, map[string]string{"name": "once-only"})
		h.Must(page.Locator(`main form button[type=submit]`).Dblclick())
		h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Done"))
		if made := h.Box.writes("CLO-06"); len(made) != 1 {
			t.Errorf("%d servers", len(made))
		}
	})
	t.Run("a form that comes again gets the first result", func(t *testing.T) {
		path := actionURL(running[1], "server.reboot")
		form := formOf(t, client, path)
		first, again := client.Post(path, form), client.Post(path, form)
		db.In(t).Ended(models.StatusSucceeded)
		later := client.Post(path, form)
		for _, answer := range []Answer{first, again, later} {
			if answer.Status != http.StatusSeeOther || answer.Header.Get("Location") != first.Header.Get("Location") {
				t.Errorf("status %d to %q", answer.Status, answer.Header.Get("Location"))
			}
		}
		h.In(t).wantOnce(db, "CLO-10", running[1].ExternalID)
	})
	t.Run("the same id with another body is refused", func(t *testing.T) { h.In(t).otherBody(client, db.In(t), running) })
	t.Run("fifty at once are one", func(t *testing.T) {
		path := actionURL(running[3], "server.reboot")
		for status, n := range postAll(t, h.Panel, path, formOf(t, client, path), 50) {
			if status != http.StatusSeeOther {
				t.Errorf("%d answers with status %d", n, status)
			}
		}
		db.In(t).Ended(models.StatusSucceeded)
		h.In(t).wantOnce(db, "CLO-10", running[3].ExternalID)
	})
	t.Run("fifty bulk runs at once are one", func(t *testing.T) { h.In(t).bulkOnce(client, db.In(t), running[4:7]) })
}

func (h *House) wantOnce(db *Data, op, target string) {
	h.t.Helper()
	executed, asked := h.executed(op, target), 0
	for _, one := range db.Operations() {
		if one.ExternalID == target {
			asked++
		}
	}
	if executed != 1 || asked != 1 {
		h.t.Errorf("%d operations, executed %d times", asked, executed)
	}
}

func (h *House) executed(op, target string) (n int) {
	for _, entry := range h.Box.writes(op) {
		if entry.Target == target {
			n++
		}
	}
	return n
}

func formOf(t testing.TB, c *Client, path string) url.Values {
	t.Helper()
	page := c.Get(path)
	values, ok := page.Form(path)
	if !ok {
		t.Fatalf("%s has no form, status %d", path, page.Status)
	}
	return values
}

func (h *House) otherBody(client *Client, db *Data, running []models.Resource) {
	create := fmt.Sprintf("/accounts/%d/actions/server.create", db.Account().ID)
	form := formOf(h.t, client, create)
	form.Set("name", "first-body")
	if answer := client.Post(create, form); answer.Status != http.StatusSeeOther {
		h.t.Fatalf("status %d", answer.Status)
	}
	count := len(db.Operations())
	form.Set("name", "second-body")
	for _, path := range []string{create, actionURL(running[2], "server.reboot"), "/servers/actions/server.reboot"} {
		form.Set("id", fmt.Sprint(running[2].ID))
		if answer := client.Post(path, form); answer.Status != http.StatusConflict {
			h.t.Errorf("%s: status %d, want 409", path, answer.Status)
		}
	}
	if n := len(db.Operations()); n != count {
		h.t.Errorf("%d more operations", n-count)
	}
	db.Ended(models.StatusSucceeded)
}

// postAll sends one form many times at once and counts the answers.
func postAll(t *testing.T, p *Panel, path string, form url.Values, n int) map[int]int {
	client := ClientOf(t, p, Email)
	var mu sync.Mutex
	var wg sync.WaitGroup
	answers := map[int]int{}
	for range n {
		wg.Go(func() {
			answer, err := client.Try(http.MethodPost, path, form)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			answers[answer.Status]++
		})
	}
	wg.Wait()
	return answers
}

func (h *House) bulkOnce(client *Client, db *Data, chosen []models.Resource) {
	const path = "/servers/actions/server.reboot"
	query := url.Values{}
	for _, r := range chosen {
		query.Add("id", fmt.Sprint(r.ID))
	}
	form, ok := client.Get(path + "?" + query.Encode()).Form(path)
	if !ok {
		h.t.Fatal("no form")
	}
	for status, n := range postAll(h.t.(*testing.T), h.Panel, path, form, 50) {
		if status != http.StatusSeeOther {
			h.t.Errorf("%d answers with status %d", n, status)
		}
	}
	Eventually(h.t, "all ends", func() bool { return db.Open() == 0 })
	for _, r := range chosen {
		if n := h.executed("CLO-10", r.ExternalID); n != 1 {
			h.t.Errorf("%s: executed %d times", r.Name, n)
		}
	}
	if form.Del("id"); client.Post(path, add(form, "id", fmt.Sprint(chosen[0].ID))).Status != http.StatusConflict {
		h.t.Error("the same id with another selection is not refused")
	}
}

func add(form url.Values, name, value string) url.Values {
	form.Add(name, value)
	return form
}
