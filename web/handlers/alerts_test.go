package handlers

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/access"
	alertdesk "pinfold/internal/alerts"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

var signingSecret = regexp.MustCompile(`whsec_[A-Za-z0-9+/=]+`)

// hooked is a house whose alerts may go to a receiver that answers with status.
func hooked(t *testing.T, status *int) (*house, *httptest.Server) {
	t.Helper()
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(*status) }))
	t.Cleanup(hook.Close)
	h := newHouse(t, func(o *Options) {
		o.Alerts.Env = alertdesk.NewEnv([]string{strings.TrimPrefix(hook.URL, "http://")}, nil, nil)
	})
	return h, hook
}

// hook adds a webhook and returns its secret.
func (b *browser) hook(name, url string) string {
	b.t.Helper()
	answer := b.post("/settings/alerts/new?kind=webhook", "name", name, "url", url)
	answer.want(b.t, 200, "Keep this secret")
	return signingSecret.FindString(answer.body)
}

func TestSettingsLeadToAlerts(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	ann.get("/settings").want(t, 200, `href="/settings/alerts"`, `href="/settings/security"`)
	ann.get("/settings/alerts").want(t, 200, "No alert goes anywhere yet", `data-go=","`, `href="/settings/alerts/new"`)
	ann.get("/settings/alerts/log").want(t, 200, "Nothing was sent yet")
	ann.get("/settings/alerts/new").want(t, 200, "Mail server", "STARTTLS", "ann@example.com")
	ann.get("/settings/alerts/new?kind=pigeon").want(t, 404)
}

// TestChannelIsAddedAndTested: its secret is shown once, and a test says how it
// went, here and in the log.
func TestChannelIsAddedAndTested(t *testing.T) {
	t.Parallel()
	status := http.StatusOK
	h, hook := hooked(t, &status)
	ann := h.as(h.scope)
	secret := ann.hook("Pager", hook.URL)
	if len(secret) < 40 {
		t.Fatalf("the secret is %q", secret)
	}
	ann.post("/settings/alerts/new?kind=webhook", "name", "Pager", "url", hook.URL).want(t, 422, "There is a channel Pager already.")
	ann.post("/settings/alerts/new?kind=webhook", "name", "x", "url", "http://example.com").want(t, 422, "must begin with https://")
	for _, path := range []string{"/settings/alerts", "/settings/alerts/channels/1", "/settings/alerts/log"} {
		page := ann.get(path)
		page.want(t, 200)
		page.lacks(t, secret)
	}
	ann.get("/settings/alerts").want(t, 200, "Nothing sent yet", "Pager")
	ann.post("/settings/alerts/channels/1/test").want(t, 200, "A test was taken by Pager")
	status = http.StatusTeapot
	ann.post("/settings/alerts/channels/1/test").want(t, 200, "The test did not reach Pager.", "The receiver refused it with 418.", "Not sent")
	ann.get("/settings/alerts/log").want(t, 200, "Test", "Sent", "Not sent", "The receiver refused it with 418.")
	other := signingSecret.FindString(ann.post("/settings/alerts/channels/1/secret").body)
	if other == "" || other == secret {
		t.Errorf("the other secret is %q", other)
	}
	ann.get("/settings/alerts/channels/1/remove").want(t, 200, "The log keeps what was sent.")
	ann.post("/settings/alerts/channels/1/remove").want(t, http.StatusSeeOther)
	ann.get("/settings/alerts").want(t, 200, "No alert goes anywhere yet")
	ann.get("/settings/alerts/channels/1").want(t, 404)
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action LIKE 'alerts.%'"); n != 5 {
		t.Errorf("%d entries in the audit trail", n)
	}
	if strings.Contains(h.Text(t, "SELECT group_concat(COALESCE(details, '') || COALESCE(before, '') || COALESCE(after, '')) FROM audits"), "whsec") {
		t.Error("the audit trail holds a secret")
	}
}

// TestMailSettingsKeepTheirPassword when it is left empty, and it is on no page.
func TestMailSettingsKeepTheirPassword(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	fields := []string{"name", "Mail", "to", "a@example.com, b@example.com", "from", "p@example.com", "host", "smtp.example.com", "port", "587",
		"security", "starttls", "login", "p"}
	ann.post("/settings/alerts/new?kind=email", append(fields, "password", "canary-word")...).want(t, http.StatusSeeOther)
	ann.post("/settings/alerts/new?kind=email", "name", "x", "to", "nobody", "from", "p", "host", "a b", "port", "0", "security", "plain").
		want(t, 422, "This is not one: nobody", "looks like smtp.example.com", "1 to 65535.", "not offered any more")
	before := h.Text(t, "SELECT hex(sealed) FROM alert_channels")
	ann.post("/settings/alerts/channels/1", append(fields, "password", "")...).want(t, http.StatusSeeOther)
	row, err := h.scope.AlertChannel(ctx, 1)
	testdb.Must(t, err)
	opened, err := h.keys.OpenMap(alertdesk.SecretsOf(row.TeamID, row.ID), row.Sealed)
	testdb.Must(t, err)
	if opened["password"].Reveal() != "canary-word" || before == h.Text(t, "SELECT hex(sealed) FROM alert_channels") {
		t.Error("the password was not kept")
	}
	page := ann.get("/settings/alerts/channels/1")
	page.want(t, 200, "a@example.com, b@example.com", "stays as it is stored")
	page.lacks(t, "canary-word")
}

func TestWhichAlertsGoWhere(t *testing.T) {
	t.Parallel()
	status := http.StatusOK
	h, hook := hooked(t, &status)
	ann := h.as(h.scope)
	ann.hook("one", hook.URL)
	ann.hook("two", hook.URL)
	ann.get("/settings/alerts").want(t, 200, `value="1 ticket.new" checked`, `value="2 ticket.new" checked`)
	ann.post("/settings/alerts/rules", "channel", "1", "rule", "1 ticket.new", "rule", "1 made.up", "rule", "2 invoice.due").want(t, http.StatusSeeOther)
	one, err := h.scope.AlertChannel(ctx, 1)
	testdb.Must(t, err)
	two, err := h.scope.AlertChannel(ctx, 2)
	testdb.Must(t, err)
	if _, ok := one.Rules["ticket.new"]; !ok || len(one.Rules) != 1 || len(two.Rules) != len(alertdesk.Rules()) {
		t.Errorf("%v, %v", one.Rules, two.Rules)
	}
}

func TestThresholdsAndQuietHours(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Exec(t, "UPDATE accounts SET currency = 'RUB'")
	ann := h.as(h.scope)
	ann.get("/settings/alerts/when").want(t, 200, "Balance below, RUB", `value="7"`)
	good := []string{"invoice_days", "2", "expire_days", "9", "fail_hours", "0", "remind_hours", "0", "balance_RUB", "50", "quiet", "1", "quiet_from", "21:00",
		"quiet_to", "08:00", "quiet_zone", "Europe/Berlin", "pass_urgent", "1"}
	ann.post("/settings/alerts/when", good...).want(t, http.StatusSeeOther)
	ann.get("/settings/alerts/when").want(t, 200, `value="21:00"`, `value="50"`, "Europe/Berlin")
	ann.post("/settings/alerts/when", append(good, "expire_days", "x")[2:]...).want(t, 422, "Fill this in.")
	ann.post("/settings/alerts/when", "quiet", "1", "quiet_from", "25:00", "quiet_zone", "Mars").want(t, 422, "A time of day", "has a name such as")
	h.as(h.member("view", access.Viewer)).get("/settings/alerts/when").want(t, 200, "Quiet hours are from 21:00 to 08:00, Europe/Berlin.", "below 50 RUB")
}

// TestAlertsOfOthers: another team finds nothing, a viewer looks and changes
// nothing.
func TestAlertsOfOthers(t *testing.T) {
	t.Parallel()
	status := http.StatusOK
	h, hook := hooked(t, &status)
	h.as(h.scope).hook("ours", hook.URL)
	h.Exec(t, `INSERT INTO alerts (id, team_id, account_id, rule, subject, severity, title, text, path, at, seen_at, told_at, round)
		VALUES (5, 1, ?, 'ticket.new', 'ticket-1', 'notice', 'Our ticket', '', '/tickets/1', ?, ?, ?, 0)`, h.account.ID, h.Now(), h.Now(), h.Now())
	h.Exec(t, `INSERT INTO alert_deliveries (id, team_id, alert_id, channel_id, channel_name, channel_kind, round, severity, state, tries, next_try, created_at, batch, reason)
		VALUES (7, 1, 5, 1, 'ours', 'webhook', 0, 'notice', 'failed', 3, ?, ?, '', 'The receiver answered 500.')`, h.Now(), h.Now())
	routes := []struct{ method, path string }{
		{"GET", "/settings/alerts/channels/%d"}, {"POST", "/settings/alerts/channels/%d"}, {"POST", "/settings/alerts/channels/%d/test"},
		{"POST", "/settings/alerts/channels/%d/secret"}, {"GET", "/settings/alerts/channels/%d/remove"}, {"POST", "/settings/alerts/channels/%d/remove"},
	}
	bob, viewer := h.as(h.Team(t, "bob")), h.as(h.member("view", access.Viewer))
	for _, r := range routes {
		foreign, missing := bob.send(r.method, fmt.Sprintf(r.path, 1), "name=x"), bob.send(r.method, fmt.Sprintf(r.path, 98765), "name=x")
		if foreign.StatusCode != 404 || missing.StatusCode != 404 || foreign.plain() != missing.plain() {
			t.Errorf("%s %s: %d, %d", r.method, r.path, foreign.StatusCode, missing.StatusCode)
		}
		viewer.send(r.method, fmt.Sprintf(r.path, 1), "name=x").want(t, http.StatusForbidden, "Ask an owner for the role Admin")
	}
	for _, path := range []string{"/settings/alerts/rules", "/settings/alerts/when", "/settings/alerts/new", "/settings/alerts/log/7/again"} {
		viewer.post(path, "channel", "1").want(t, http.StatusForbidden)
	}
	viewer.get("/settings/alerts/new").want(t, http.StatusForbidden)
	bob.post("/settings/alerts/log/7/again").want(t, 404)
	bob.post("/settings/alerts/rules", "channel", "1").want(t, http.StatusSeeOther)
	bob.get("/settings/alerts/log").lacks(t, "Our ticket")
	if n := h.Int(t, "SELECT COUNT(*) FROM alert_channels WHERE rules LIKE '%ticket.new%'"); n != 1 {
		t.Error("another team changed the rules")
	}
	page := viewer.get("/settings/alerts")
	page.want(t, 200, "ours")
	page.lacks(t, "Send test", "/channels/1", `type="checkbox" class="checkbox" name="rule"`)
	log := viewer.get("/settings/alerts/log")
	log.want(t, 200, "Our ticket", "The receiver answered 500.")
	log.lacks(t, "Send again")
	eve := h.Limited(t, h.scope.Team.ID, "eve@example.com")
	h.as(eve).get("/settings/alerts/log").lacks(t, "Our ticket")
	ann := h.as(h.scope)
	ann.get("/settings/alerts/log?state=failed&rule=ticket.new&channel=1").want(t, 200, "Our ticket", "Send again")
	ann.get("/settings/alerts/log?rule=test").want(t, 200, "Nothing fits")
	if to := ann.post("/settings/alerts/log/7/again", "back", "state=failed&x=//evil").Header.Get("Location"); to != "/settings/alerts/log?state=failed" {
		t.Errorf("leads to %q", to)
	}
	if got := h.Text(t, "SELECT state FROM alert_deliveries WHERE id = 7"); got != string(models.DeliveryWaiting) {
		t.Errorf("it is %s", got)
	}
}

// TestAlertTextIsText: what a provider says is shown as it is.
func TestAlertTextIsText(t *testing.T) {
	t.Parallel()
	status := http.StatusOK
	h, hook := hooked(t, &status)
	ann := h.as(h.scope)
	ann.hook("<b>hook</b>", hook.URL)
	h.Server(t, h.scope, h.account, providers.Observation{ID: "1", Name: `<img src=x onerror=1>`, State: providers.Running,
		Facts: providers.ServerFacts{PaidUntil: h.Now().Add(3600e9)}})
	testdb.Must(t, h.options.Alerts.Evaluate(ctx))
	page := ann.get("/settings/alerts/log")
	page.want(t, 200, "&lt;img src=x", "Waiting")
	page.lacks(t, "<img", "<b>hook")
}
