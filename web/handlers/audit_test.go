package handlers

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// keeping lets a test write the refusals that wait.
func keeping(kept **Refusals) func(*Options) {
	return func(o *Options) {
		*kept = NewRefusals(o.Store, o.Log)
		o.Refusals = *kept
	}
}

// refusedTimes adds up what entries count.
func (h *house) refusedTimes(action string) (n int) {
	h.t.Helper()
	var outcomes []string
	testdb.Must(h.t, json.Unmarshal([]byte(h.Text(h.t, "SELECT json_group_array(outcome) FROM audits WHERE action = ?", action)), &outcomes))
	for _, outcome := range outcomes {
		times := 1
		if fields := strings.Fields(outcome); len(fields) == 3 {
			var err error
			times, err = strconv.Atoi(fields[1])
			testdb.Must(h.t, err)
		}
		n += times
	}
	return n
}

// Case 1: what belongs to others is 404, and many tries are one entry with a
// count.
func TestForeignIDsAreRecorded(t *testing.T) {
	t.Parallel()
	var refusals *Refusals
	h := newHouse(t, keeping(&refusals))
	bob := h.Team(t, "bob")
	theirs := h.Account(t, bob, "theirs")
	server := h.Server(t, bob, theirs, providers.Observation{ID: "1", Name: "their-web"})
	own := h.server("own", providers.Running)
	eve := h.Limited(t, h.scope.Team.ID, "eve@example.com")
	op := testdb.Started(t, bob, testdb.Operation(server))
	reader := h.as(h.scope)
	for range 40 {
		reader.get(fmt.Sprintf("/servers/%d", server.ID))
	}
	reader.post(fmt.Sprintf("/operations/%d/cancel", op.ID))
	reader.get(fmt.Sprintf("/accounts/%d/settings", theirs.ID))
	reader.get(fmt.Sprintf("/servers/actions/server.stop?id=%d&id=%d", own.ID, server.ID))
	for _, path := range []string{"/servers/987654", "/accounts/987654", "/nowhere", "/servers/999999/usage"} {
		reader.get(path)
	}
	h.as(eve).get(fmt.Sprintf("/servers/%d", own.ID))
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action LIKE 'access.%'"); n != 0 {
		t.Fatalf("%d entries before the minute is over", n)
	}
	refusals.Flush(ctx)
	rows, err := h.scope.AuditRows(ctx, models.AuditQuery{Areas: []string{"access"}, Limit: 10})
	testdb.Must(t, err)
	if len(rows) != 2 {
		t.Fatalf("%d entries: %+v", len(rows), rows)
	}
	for _, r := range rows {
		want := map[models.ID][2]string{
			h.scope.User.ID: {"refused 43 times", fmt.Sprintf("GET /servers/%d, POST /operations/%d/cancel, GET /accounts/%d/settings, GET /servers/actions/server.stop",
				server.ID, op.ID, theirs.ID)},
			eve.User.ID: {"refused", fmt.Sprintf("GET /servers/%d", own.ID)},
		}[r.UserID]
		if r.Action != "access.foreign" || r.Outcome != want[0] || r.Details["asked for"] != want[1] || r.Address != "192.0.2.1" {
			t.Errorf("%+v; want %q", r, want)
		}
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE team_id = ? AND action LIKE 'access.%'", bob.Team.ID); n != 0 {
		t.Error("the other team hears of it")
	}
}

func TestRefusalsAreRecorded(t *testing.T) {
	t.Parallel()
	var refusals *Refusals
	h := newHouse(t, keeping(&refusals))
	hash, err := goodHash()
	testdb.Must(t, err)
	h.Exec(t, "UPDATE users SET password_hash = ?", hash)
	server := h.server("web", providers.Running)
	viewer := h.Limited(t, h.scope.Team.ID, "vic@example.com", h.account.ID)
	h.Exec(t, "UPDATE memberships SET role = ? WHERE user_id = ?", access.Viewer, viewer.User.ID)
	if got := h.as(viewer).post(fmt.Sprintf("/servers/%d/secrets/root", server.ID)); got.StatusCode != http.StatusForbidden {
		t.Fatal(got.Status)
	}
	stranger := h.browser()
	stranger.post("/sign-in", "email", "ann@example.com", "password", "wrong word of hers")
	stranger.post("/sign-in", "email", "hunter2@example.com", "password", "wrong word of nobody")
	refusals.Flush(ctx)
	for query, want := range map[string]int64{
		"SELECT COUNT(*) FROM audits WHERE team_id = 1 AND action = 'access.refused' AND user_id = 2":  1,
		"SELECT COUNT(*) FROM audits WHERE team_id = 1 AND action = 'session.refused' AND user_id = 1": 1,
		"SELECT COUNT(*) FROM audits WHERE team_id = 0 AND action = 'session.refused' AND user_id = 0": 1,
	} {
		if n := h.Int(t, query); n != want {
			t.Errorf("%s: %d", query, n)
		}
	}
	all := h.Text(t, "SELECT group_concat(target_name || outcome || details) FROM audits")
	for _, word := range []string{"hunter2", "wrong word"} {
		if strings.Contains(all, word) {
			t.Errorf("the trail holds %q", word)
		}
	}
}

// TestFloodOfRefusals: a thousand addresses are not a thousand entries.
func TestFloodOfRefusals(t *testing.T) {
	t.Parallel()
	var refusals *Refusals
	h := newHouse(t, keeping(&refusals))
	for i := range 1000 {
		refusals.add(refusal{action: "session.refused", address: fmt.Sprint("192.0.2.", i)}, "")
	}
	refusals.Flush(ctx)
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'session.refused'"); n != refusalsOpen+1 {
		t.Errorf("%d entries", n)
	}
	outcome := h.Text(t, "SELECT outcome FROM audits WHERE action = 'session.refused' AND address = ''")
	details := h.Text(t, "SELECT details FROM audits WHERE action = 'session.refused' AND address = ''")
	if outcome != "refused 950 times" || !strings.Contains(details, "192.0.2.50, 192.0.2.51, 192.0.2.52, 192.0.2.53, 192.0.2.54") {
		t.Errorf("%s %s", outcome, details)
	}
}

// Case 36: what cannot be recorded does not happen.
// Case 34: so it is on a full disk, whose first refusal is that of an insert.
func TestWithoutAnEntryNothingHappens(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	hash, err := goodHash()
	testdb.Must(t, err)
	h.Exec(t, "UPDATE users SET password_hash = ?", hash)
	server := h.server("web", providers.Running)
	sealed, err := h.keys.SealMap(fleet.SecretsOf(server.TeamID, server.ID), map[string]secrets.Text{"root": secrets.NewText("canary-word")})
	testdb.Must(t, err)
	h.Exec(t, "UPDATE resources SET sealed = ?, sealed_names = 'root' WHERE id = ?", sealed, server.ID)
	idle, empty := h.server("idle", providers.Running), h.Account(t, h.scope, "empty")
	op := testdb.Operation(server)
	op.Status = models.StatusUnknown
	unknown := testdb.Started(t, h.scope, op)
	ann, stranger := h.as(h.scope), h.browser()
	state := func() string {
		return h.Text(t, `SELECT (SELECT group_concat(id || status) FROM operations) || (SELECT COUNT(*) FROM locks) || (SELECT COUNT(*) FROM web_sessions)
			|| (SELECT COUNT(*) FROM audits) || (SELECT COUNT(*) FROM notes) || (SELECT COUNT(*) FROM padlocks) || (SELECT COUNT(*) FROM tags)
			|| (SELECT group_concat(label || version) FROM accounts) || (SELECT COUNT(*) FROM alert_settings) || (SELECT COUNT(*) FROM rate_sets)`)
	}
	before := state()
	h.Exec(t, "CREATE TRIGGER refuse BEFORE INSERT ON audits BEGIN SELECT RAISE(ABORT, 'no room'); END")
	at := fmt.Sprintf("/servers/%d", server.ID)
	for name, answer := range map[string]page{
		"an operation":   ann.post(actionPath(idle, "server.stop"), "form_id", "form-of-this-test", "confirm", "idle"),
		"a decision":     ann.post(fmt.Sprintf("/operations/%d/decide", unknown.ID), "decision", "did-not"),
		"a secret":       ann.post(at + "/secrets/root"),
		"a note":         ann.post(at+"/note", "text", "x", "version", "0"),
		"a padlock":      ann.post(at+"/lock", "reason", "x"),
		"tags":           ann.post("/servers/tags", "id", fmt.Sprint(server.ID), "add", "x"),
		"a removal":      ann.post(accountURL(empty.ID)+"/remove", "confirm", empty.Label),
		"an export":      ann.get("/servers.csv"),
		"another export": ann.get("/settings/audit.csv"),
		"a sign-in":      stranger.post("/sign-in", "email", "ann@example.com", "password", goodPassword),
		"a sign-out":     ann.post("/sign-out"),
	} {
		if answer.StatusCode != http.StatusInternalServerError || !strings.Contains(answer.body, "This could not be written to the audit trail, so it was not done") {
			t.Errorf("%s: status %d: %s", name, answer.StatusCode, plainText(answer.body))
		}
		// Not even the cause is told to the browser.
		if strings.Contains(answer.body, "canary-word") || strings.Contains(answer.body, "no room") {
			t.Errorf("%s: the answer holds what it should not", name)
		}
	}
	if after := state(); after != before {
		t.Errorf("%s became %s", before, after)
	}
	if len(h.woken.list()) != 0 {
		t.Error("an operation got a turn")
	}
	h.Exec(t, "DROP TRIGGER refuse")
	if got := ann.post(at + "/secrets/root"); got.StatusCode != http.StatusOK || !strings.Contains(got.body, "canary-word") {
		t.Errorf("with a trail again: %s", got.Status)
	}
}

func TestAuditPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web-05", providers.Running)
	eve := h.Limited(t, h.scope.Team.ID, "eve@example.com", h.account.ID)
	testdb.Must(t, h.scope.SetPadlock(ctx, server, "=keep", models.Audit{Action: "server.lock", Outcome: "locked", Address: "192.0.2.7"}))
	testdb.Must(t, eve.Record(ctx, models.Audit{Action: "server.note", Kind: server.Kind, TargetID: server.ID, TargetName: "=web", Outcome: "changed",
		Before: form.Values{"text": "<b>old</b>"}, After: form.Values{"text": "new"}}))
	op := testdb.Started(t, h.scope, testdb.Operation(server))
	bob := h.Team(t, "bob")
	testdb.Must(t, bob.Record(ctx, models.Audit{Action: "server.note", TargetName: "canary"}))
	all := h.as(h.scope).get(auditURL)
	for _, want := range []string{"Server locked", "Note changed", "Reboot", "Asked for", "Team created", fmt.Sprintf(`href="/servers/%d"`, server.ID),
		fmt.Sprintf(`href="/operations/%d"`, op.ID), "192.0.2.7", "Before and after", "&lt;b&gt;old", "Account connected", "eve@example.com"} {
		if all.StatusCode != http.StatusOK || !strings.Contains(all.body, want) {
			t.Errorf("status %d, no %q", all.StatusCode, want)
		}
	}
	some := h.as(eve).get(auditURL)
	for word, want := range map[string]bool{"Note changed": true, "Reboot": true, "Server locked": false, "Team created": false, "canary": false,
		"You see what you did": true} {
		if strings.Contains(some.body, word) != want {
			t.Errorf("to eve: %q is %v", word, !want)
		}
	}
	for address, want := range map[string]string{
		"?area=server&outcome=asked":                       "Reboot",
		"?person=" + fmt.Sprint(eve.User.ID):               "Note changed",
		"?q=192.0.2.7":                                     "Server locked",
		"?area=server&account=" + fmt.Sprint(h.account.ID): "Server locked,Note changed,Reboot",
		"?area=account":                                    "Account connected",
		"?from=2026-03-08&to=2026-03-08&area=team":         "Team created",
		"?from=2026-03-09":                                 "",
		"?to=2026-03-07":                                   "",
		"?area=server' OR 1=1":                             "",
		"?outcome=nothing":                                 "",
		"?account=987654":                                  "",
		"?q=%25":                                           "",
	} {
		answer := h.as(h.scope).get(auditURL + strings.ReplaceAll(address, " ", "%20"))
		for _, text := range []string{"Server locked", "Note changed", "Reboot", "Team created", "Account connected"} {
			shown := strings.Contains(answer.body, "<span>"+text+"</span>")
			if answer.StatusCode != http.StatusOK || shown != strings.Contains(want, text) {
				t.Errorf("%s: status %d, %q is %v", address, answer.StatusCode, text, shown)
			}
		}
	}
	for _, address := range []string{"?from=yesterday", "?to=2026-13-01", "?from=2026-03-09&to=2026-03-08"} {
		answer := h.as(h.scope).get(auditURL + address)
		if answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(answer.body, `id="days-wrong"`) {
			t.Errorf("%s: status %d", address, answer.StatusCode)
		}
	}
}

// Case 38: cells of the trail are inert.
func TestAuditCSV(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	testdb.Must(t, h.scope.Record(ctx, models.Audit{Action: "server.note", TargetName: "=2+3", Outcome: "changed", After: form.Values{"a": "b"}}))
	answer := h.as(h.scope).get(auditURL + ".csv?" + url.Values{"area": {"server", "export"}}.Encode())
	rows, err := csv.NewReader(strings.NewReader(answer.body)).ReadAll()
	testdb.Must(t, err)
	// The export stands in itself.
	if len(rows) != 3 || rows[1][4] != "export.audit" || rows[2][9] != "'=2+3" || rows[2][12] != `{"a":"b"}` || len(rows[2][14]) != 64 {
		t.Errorf("%q", rows)
	}
}

var tags = regexp.MustCompile(`<[^>]*>|\s+`)

func plainText(body string) string { return tags.ReplaceAllString(body, " ") }

// TestForeignSettingsAreRecorded: a try for what others have in the settings is
// a refusal as well, whether it is a team's or a person's.
func TestForeignSettingsAreRecorded(t *testing.T) {
	t.Parallel()
	var refusals *Refusals
	h := newHouse(t, keeping(&refusals))
	bob := h.Team(t, "bob")
	invitation := models.Invitation{Email: "new@example.com", Role: "viewer", Digest: "d"}
	testdb.Must(t, bob.Invite(ctx, &invitation, models.Audit{Action: "member.invite"}))
	token := h.program(bob, "viewer").row
	h.Exec(t, "INSERT INTO passkeys (id, user_id, name, credential_id) VALUES (71, ?, 'key', 'x')", bob.User.ID)
	h.Exec(t, "INSERT INTO identities (id, user_id, issuer, subject) VALUES (72, ?, 'i', 's')", bob.User.ID)
	member := h.Int(t, "SELECT id FROM memberships WHERE user_id = ?", bob.User.ID)
	own := h.Int(t, "SELECT id FROM memberships WHERE user_id = ?", h.scope.User.ID)
	colleague := h.member("eve@example.com", "viewer")
	theirs := h.program(colleague, "viewer").row
	for path, foreign := range map[string]bool{
		fmt.Sprintf("/settings/members/%d", member): true, fmt.Sprintf("/settings/members/%d", own): false, "/settings/members/987654": false,
		fmt.Sprintf("/settings/members/invitations/%d/revoke", invitation.ID): true,
		fmt.Sprintf("/settings/tokens/%d/revoke", token.ID):                   true, fmt.Sprintf("/settings/tokens/%d/revoke", theirs.ID): false,
		"/settings/security/passkeys/71": true, "/settings/security/passkeys/987654": false, "/settings/security/sso/72/remove": true,
	} {
		before := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'access.foreign'")
		if strings.HasSuffix(path, "/revoke") || strings.HasSuffix(path, "/remove") {
			h.as(h.scope).post(path)
		} else {
			h.as(h.scope).get(path)
		}
		refusals.Flush(ctx)
		if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'access.foreign'"); (n > before) != foreign {
			t.Errorf("%s: recorded %v", path, n > before)
		}
	}
	h.as(colleague).post(fmt.Sprintf("/settings/tokens/%d/revoke", h.program(h.scope, "viewer").row.ID)).want(t, 404)
	h.as(h.scope).post("/team", "team", fmt.Sprint(bob.Team.ID)).want(t, 404)
	refusals.Flush(ctx)
	if got := h.Text(t, "SELECT group_concat(user_id || json_extract(details, '$.\"asked for\"'), ';') FROM (SELECT * FROM audits WHERE action = 'access.foreign' ORDER BY id DESC LIMIT 2)"); !strings.Contains(got, "POST /team") ||
		!strings.Contains(got, fmt.Sprint(colleague.User.ID, "POST /settings/tokens/")) {
		t.Errorf("recorded %s", got)
	}
}
