package handlers

import (
	"net/http"
	"strings"
	"testing"
)

func TestProfileIsSaved(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	page := ann.get(meURL)
	page.want(t, 200, `value="ann"`, "Europe/Berlin", "ann@example.com")
	if strings.Contains(page.body, `data-keys="off"`) || strings.Contains(page.body, `data-theme=`) {
		t.Error("keys or theme are set already")
	}
	ann.post(meURL, "name", "Ann M.", "time_zone", "Asia/Jakarta", "theme", "night", "keys_off", "1", "email", "x@example.com", "role", "owner", "disabled_at", "1").
		want(t, http.StatusSeeOther)
	ann.get(meURL).want(t, 200, `value="Ann M."`, `data-keys="off"`, `data-theme="night"`, "Times are those of Asia/Jakarta", "Your profile is saved")
	if got := h.Text(t, "SELECT before || after FROM audits WHERE action = 'profile.change'"); !strings.Contains(got, `"time_zone":"Asia/Jakarta"`) ||
		!strings.Contains(got, `"name":"ann"`) {
		t.Errorf("recorded %s", got)
	}
	ann.post(meURL, "name", "Ann M.", "time_zone", "UTC", "theme", "system").want(t, http.StatusSeeOther)
	page = ann.get(meURL)
	if strings.Contains(page.body, `data-keys="off"`) || strings.Contains(page.body, `data-theme=`) || h.Text(t, "SELECT email FROM users") != "ann@example.com" {
		t.Error("it is not as chosen")
	}
}

func TestWrongProfileIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	for field, wrong := range map[string]string{"name": strings.Repeat("x", 101), "time_zone": "Mars/Olympus", "theme": "pink"} {
		values := []string{"name", "Kept name", "time_zone", "UTC", "theme", "day"}
		for i := 0; i < len(values); i += 2 {
			if values[i] == field {
				values[i+1] = wrong
			}
		}
		answer := ann.post(meURL, values...)
		answer.want(t, http.StatusUnprocessableEntity, `id="f-`+field+`-e"`)
		if field != "name" && !strings.Contains(answer.body, "Kept name") {
			t.Error("what was entered is lost")
		}
	}
	if h.Text(t, "SELECT name FROM users") != "ann" {
		t.Error("something was saved")
	}
}
