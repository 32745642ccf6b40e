package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// lived is a house whose account was read before, so that changes are news:
// ours was rebooted by the panel, theirs was stopped by someone else.
func lived(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.server("ours", providers.Running)
	h.server("theirs", providers.Running)
	h.account.Checks = map[string]models.Check{"servers": {At: h.Now()}}
	h.Clock.Add(26 * time.Hour)
	op := testdb.Operation(h.server("ours", providers.Running))
	op.UserID = h.scope.User.ID
	started := testdb.Started(t, h.scope, op)
	h.server("ours", providers.Stopped)
	testdb.Must(t, h.Claimed(t, started, "x").Settle(ctx, models.End{Status: models.StatusSucceeded}))
	h.Clock.Add(25 * time.Hour)
	h.server("theirs", providers.Stopped)
	h.server("=cmd()", providers.Running)
	return h
}

// TestActivityTellsWhoseDoingItWas, under the days on which it was.
func TestActivityTellsWhoseDoingItWas(t *testing.T) {
	t.Parallel()
	h := lived(t)
	ann := h.as(h.scope)
	ann.get("/activity").want(t, 200, "Today", "Yesterday", "theirs", "not through the panel", "Reboot ours, asked by ann", "Seen for the first time")
	for query, want := range map[string]string{
		"": "=cmd() theirs ours", "?by=outside": "=cmd() theirs", "?change=found": "=cmd()", "?change=state&change=gone": "theirs ours",
		"?q=OURS": "ours", "?account=99": "", "?account=1&by=outside&change=state": "theirs", "?what=image": "", "?change=none": "", "?what=server&q=theirs": "theirs",
	} {
		body := ann.get("/activity" + query).body
		var shown []string
		for _, name := range []string{"=cmd()", "theirs", "ours"} {
			if strings.Contains(body, `title="`+name+`"`) {
				shown = append(shown, name)
			}
		}
		if got := strings.Join(shown, " "); got != want {
			t.Errorf("%q shows %q, want %q", query, got, want)
		}
	}
	ann.get("/activity?account=99").want(t, 200, "No change fits", `href="/activity"`)
	ann.get("/").want(t, 200, "not through the panel", "Reboot ours, asked by ann")
}

// TestActivityOddAddresses are pages, not errors.
func TestActivityOddAddresses(t *testing.T) {
	t.Parallel()
	h := lived(t)
	ann := h.as(h.scope)
	for _, query := range []string{"page=0", "page=-1", "page=x", "page=200", "page=99999999999", "account=x", "what=%00", "change='", "q=%ff%fe", "by=x", "a=1;b"} {
		for _, path := range []string{"/activity?", "/activity.csv?", "/?"} {
			if answer := ann.get(path + query); answer.StatusCode != 200 {
				t.Errorf("%s%s: status %d", path, query, answer.StatusCode)
			}
		}
	}
}

// TestActivityPages are fifty changes each.
func TestActivityPages(t *testing.T) {
	t.Parallel()
	h := lived(t)
	for i := range pageSize {
		h.server(fmt.Sprint("new-", i), providers.Running)
	}
	ann := h.as(h.scope)
	ann.get("/activity?by=outside").want(t, 200, "1 to 50 of 52", `href="/activity?by=outside&amp;page=2"`)
	if n := strings.Count(ann.get("/activity?by=outside&page=2").body, `id="change-`); n != 2 {
		t.Errorf("the second page has %d", n)
	}
}

// Case 38: what a spreadsheet would run stays text in the file, which has the
// filters of the page.
func TestActivityFile(t *testing.T) {
	t.Parallel()
	h := lived(t)
	answer := h.as(h.scope).get("/activity.csv?by=outside")
	answer.want(t, 200, "'=cmd(),server,Clodo,main,x-=cmd(),found,,'=cmd(),no,", "theirs,server,Clodo,main,x-theirs,state,running,stopped,no,")
	if strings.Contains(answer.body, "ours") || !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%v: %s", answer.Header, answer.body)
	}
}
