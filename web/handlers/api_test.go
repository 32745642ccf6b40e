package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/apitoken"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// TestTokensOpenTheAPIAlone, and sessions nothing of it.
func TestTokensOpenTheAPIAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("web", providers.Running)
	program := h.program(h.scope, access.Viewer)
	program.get("/servers").want(t, http.StatusOK, `"name":"web"`)
	visitor := h.browser()
	visitor.header.Set("Authorization", "Bearer "+program.token.Reveal())
	for _, path := range []string{"/servers", "/", "/settings/tokens", "/events"} {
		if answer := visitor.get(path); answer.StatusCode == http.StatusOK {
			t.Errorf("a token opens %s", path)
		}
	}
	ann := h.as(h.scope)
	ann.get("/servers").want(t, http.StatusOK)
	answer := ann.get(apiURL + "/servers")
	answer.wantProblem(t, http.StatusUnauthorized, "Send an API token")
	if answer.Header.Get("WWW-Authenticate") != `Bearer realm="panel"` || len(answer.Cookies()) != 0 {
		t.Errorf("headers %v", answer.Header)
	}
	if program.get("/servers").Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("pages of other sites may read it")
	}
}

// TestRefusedTokensLookAlike, whatever is wrong with them.
func TestRefusedTokensLookAlike(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	member := models.User{Email: "bob@example.com"}
	testdb.Must(t, h.AddMember(ctx, h.scope.Team.ID, &member, access.Admin))
	bob, err := h.ScopeFor(ctx, member.ID, h.scope.Team.ID)
	testdb.Must(t, err)
	programs := map[string]*program{}
	for _, name := range []string{"expired", "revoked", "mistyped", "removed", "disabled", "unknown"} {
		programs[name] = h.program(bob, access.Viewer)
		programs[name].get("/accounts").want(t, http.StatusOK)
	}
	same := map[string]bool{}
	check := func(name string) {
		t.Helper()
		answer := programs[name].get("/accounts")
		answer.wantProblem(t, http.StatusUnauthorized, "does not work")
		same[answer.body+answer.Header.Get("WWW-Authenticate")] = true
		if len(same) != 1 {
			t.Errorf("%s answers otherwise: %v", name, same)
		}
	}
	programs["mistyped"].token = secrets.NewText(programs["mistyped"].token.Reveal() + "A")
	check("mistyped")
	programs["unknown"].token = apitoken.New()
	check("unknown")
	testdb.Must(t, h.scope.RevokeAPIToken(ctx, programs["revoked"].row, models.Audit{Action: "api_token.revoke"}))
	check("revoked")
	h.Exec(t, "UPDATE users SET disabled_at = ? WHERE id = ?", h.Now(), bob.User.ID)
	check("disabled")
	h.Exec(t, "UPDATE users SET disabled_at = NULL WHERE id = ?", bob.User.ID)
	programs["disabled"].get("/accounts").want(t, http.StatusOK)
	h.Exec(t, "DELETE FROM memberships WHERE user_id = ?", bob.User.ID)
	check("removed")
	testdb.Must(t, h.AddMember(ctx, h.scope.Team.ID, &bob.User, access.Admin))
	check("removed") // Who comes back makes new ones.
	h.Exec(t, "UPDATE api_tokens SET membership_id = (SELECT id FROM memberships WHERE user_id = ?)", bob.User.ID)
	programs["expired"].get("/accounts").want(t, http.StatusOK)
	h.Clock.Add(24 * time.Hour)
	check("expired")
}

// TestTokensAreNarrowed to what the member may now, and see what the member sees.
func TestTokensAreNarrowed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	seen, hidden := h.server("seen", providers.Running), models.Resource{}
	other := h.Account(t, h.scope, "other")
	hidden = h.Server(t, h.scope, other, providers.Observation{ID: "y", Name: "hidden", State: providers.Running})
	bob := h.Limited(t, h.scope.Team.ID, "bob@example.com", h.account.ID)
	program := h.program(bob, access.Owner)
	if program.row.Role != access.Operator {
		t.Errorf("an operator's token has the role %s", program.row.Role)
	}
	program.start(fmt.Sprintf("/servers/%d/actions/server.reboot", seen.ID), "a", "{}").want(t, http.StatusAccepted)
	var list apiServerList
	program.get("/servers").into(t, &list)
	if len(list.Items) != 1 || list.Items[0].Name != "seen" || list.Total != 1 {
		t.Errorf("%+v", list)
	}
	missing := program.get("/servers/987654")
	for _, path := range []string{fmt.Sprintf("/servers/%d", hidden.ID), fmt.Sprintf("/servers/%d/actions", hidden.ID), fmt.Sprintf("/accounts/%d/actions", other.ID)} {
		answer := program.get(path)
		answer.wantProblem(t, http.StatusNotFound)
		if answer.body != missing.body {
			t.Errorf("%s differs from a missing one", path)
		}
	}
	program.get("/audit").wantProblem(t, http.StatusForbidden, "Ask an owner for the role Admin")
	h.Exec(t, "UPDATE memberships SET role = ? WHERE user_id = ?", access.Billing, bob.User.ID)
	program.start(fmt.Sprintf("/servers/%d/actions/server.reboot", seen.ID), "b", "{}").wantProblem(t, http.StatusForbidden)
	program.get(fmt.Sprintf("/servers/%d", seen.ID)).want(t, http.StatusOK)
}

// TestTokenUse is noted at most every five minutes.
func TestTokenUse(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	program := h.program(h.scope, access.Viewer)
	used := func() string { return h.Text(t, "SELECT used_at || ' ' || used_from FROM api_tokens") }
	program.get("/accounts").want(t, http.StatusOK)
	first := used()
	if !strings.HasSuffix(first, " 192.0.2.7") {
		t.Errorf("used %q", first)
	}
	h.Clock.Add(4 * time.Minute)
	program.get("/accounts").want(t, http.StatusOK)
	if used() != first {
		t.Error("each use is written")
	}
	h.Clock.Add(time.Minute)
	program.get("/accounts").want(t, http.StatusOK)
	if used() == first {
		t.Error("the last use is not written")
	}
}

// TestTokenLimit: some requests at once, then so many a second, each token for
// itself.
func TestTokenLimit(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	eager, calm := h.program(h.scope, access.Viewer), h.program(h.scope, access.Viewer)
	for range apiBurst {
		eager.get("/accounts").want(t, http.StatusOK)
	}
	answer := eager.get("/accounts")
	answer.wantProblem(t, http.StatusTooManyRequests, "5 requests a second")
	if answer.Header.Get("Retry-After") != "1" {
		t.Errorf("Retry-After %q", answer.Header.Get("Retry-After"))
	}
	calm.get("/accounts").want(t, http.StatusOK)
	h.Clock.Add(time.Second)
	for range apiPerSecond {
		eager.get("/accounts").want(t, http.StatusOK)
	}
	eager.get("/accounts").wantProblem(t, http.StatusTooManyRequests)
}

// TestRefusedUseIsRecorded once for many, with their number, in the trail of the
// team.
func TestRefusedUseIsRecorded(t *testing.T) {
	t.Parallel()
	var refusals *Refusals
	h := newHouse(t, keeping(&refusals))
	program := h.program(h.scope, access.Viewer)
	testdb.Must(t, h.scope.RevokeAPIToken(ctx, program.row, models.Audit{Action: "api_token.revoke"}))
	for range 5 {
		program.get("/accounts").want(t, http.StatusUnauthorized)
	}
	program.token = apitoken.New()
	program.get("/accounts").want(t, http.StatusUnauthorized)
	refusals.Flush(ctx)
	for team, want := range map[models.ID]string{h.scope.Team.ID: program.row.Label() + " refused 5 times", 0: " refused"} {
		got := h.Text(t, "SELECT group_concat(target_name || ' ' || outcome) FROM audits WHERE action = 'api_token.refuse' AND team_id = ?", team)
		if got != want {
			t.Errorf("team %d: %q, want %q", team, got, want)
		}
	}
	if h.Int(t, "SELECT COUNT(*) FROM audits WHERE details LIKE '%' || ? || '%' OR target_name LIKE '%' || ? || '%'",
		program.token.Reveal()[8:], program.token.Reveal()[8:]) != 0 {
		t.Error("a token stands in the trail")
	}
}

// TestTokensNeedTheSecondFactorOfTheirOwner where the team requires one.
func TestTokensNeedTheSecondFactorOfTheirOwner(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	hash, err := goodHash()
	testdb.Must(t, err)
	program := h.program(h.scope, access.Viewer)
	h.Exec(t, "UPDATE users SET password_hash = ? WHERE id = ?", hash, h.scope.User.ID)
	program.get("/servers").want(t, http.StatusOK)
	h.Exec(t, "UPDATE teams SET require_factor = 1")
	h.Clock.Add(time.Second)
	program.get("/servers").wantProblem(t, http.StatusForbidden, "The team requires a second factor")
	h.Exec(t, "UPDATE users SET totp_at = '2026-01-01 00:00:00+00:00'")
	h.Clock.Add(time.Second)
	program.get("/servers").want(t, http.StatusOK)
}

// TestWhoComesInByTheIssuerNeedsNoFactor, with programs and calendars as with
// pages: who has no password and signs in at the present issuer. One of before
// answers for nobody.
func TestWhoComesInByTheIssuerNeedsNoFactor(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	program := n.program(n.scope, access.Viewer)
	calendar := "/calendar.ics?key=" + strings.Repeat("A", 52)
	testdb.Must(t, n.scope.RenewCalendar(ctx, digestOf(strings.Repeat("A", 52)), models.Audit{Action: "calendar.renew"}))
	n.Exec(t, "UPDATE teams SET require_factor = 1")
	both := func(status, other int) {
		t.Helper()
		n.Clock.Add(time.Second)
		program.get("/servers").want(t, status)
		n.browser().get(calendar).want(t, other)
	}
	n.Exec(t, "INSERT INTO identities (user_id, issuer, subject) VALUES (?, 'https://old.example', 'ann')", n.scope.User.ID)
	both(http.StatusForbidden, http.StatusNotFound)
	n.knows(n.scope, "s-ann")
	both(http.StatusOK, http.StatusOK)
	n.Exec(t, "UPDATE users SET password_hash = 'x'")
	both(http.StatusForbidden, http.StatusNotFound)
}
