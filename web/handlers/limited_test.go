package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// hidden is an account full of canaries: names and sums that nobody may learn
// of who does not see it.
func (h *house) hidden() (account models.Account, ids map[string]string) {
	h.t.Helper()
	account = models.Account{Provider: providers.Clodo, Label: "canary-account", Currency: "XTS", Settings: form.Values{"login": "canary-login"}}
	seal := func(models.ID) ([]byte, error) { return []byte("not opened"), nil }
	testdb.Must(h.t, h.scope.AddAccount(ctx, &account, seal, models.Audit{Action: "account.add"}))
	server := h.Server(h.t, h.scope, account, providers.Observation{ID: "canary-1", Name: "canary-server", State: providers.Running,
		Facts: providers.ServerFacts{System: "canary-system", PaidUntil: h.Now().AddDate(0, 0, 3)}})
	ids = map[string]string{"servers": fmt.Sprint(server.ID), "accounts": fmt.Sprint(account.ID)}
	facts := map[providers.Kind]any{
		providers.KindInvoice: providers.InvoiceFacts{Billing: "canary-billing", Left: "77777.77", DueAt: h.Now().Add(-time.Hour)},
		providers.KindTicket:  providers.TicketFacts{Section: "canary-section", New: true},
		providers.KindZone:    providers.ZoneFacts{Role: providers.ZoneMaster},
	}
	for _, kind := range walkKinds {
		item := providers.Observation{Kind: kind, ID: "canary-" + string(kind), Name: "canary-" + string(kind), State: providers.Available, Facts: facts[kind]}
		if kind == providers.KindBilling {
			item.Gauges = providers.BillingGauges{Balance: "77777.77"}
		}
		ids[plural(kind)] = fmt.Sprint(h.Thing(h.t, h.scope, account, item).ID)
	}
	testdb.Must(h.t, h.scope.ChangeTags(ctx, []models.Resource{server}, []string{"canary-tag"}, nil, models.Audit{Action: "server.tag"}))
	testdb.Must(h.t, h.scope.SetNote(ctx, server, "canary-note", 0, models.Audit{Action: "server.note"}))
	op := testdb.Operation(server)
	op.UserID, op.Status = h.scope.User.ID, models.StatusUnknown
	ids["operations"] = fmt.Sprint(testdb.Started(h.t, h.scope, op).ID)
	child := testdb.Operation(h.Server(h.t, h.scope, account, providers.Observation{ID: "canary-2", Name: "canary-second", State: providers.Running}))
	parent := &models.Operation{Action: "server.reboot", Kind: providers.KindServer, TargetName: "canary servers", FormID: "bulk", FormDigest: "bulk"}
	_, err := h.scope.StartBulk(ctx, parent, []*models.Operation{child})
	testdb.Must(h.t, err)
	ids["bulk"] = fmt.Sprint(parent.ID)
	h.Exec(h.t, `INSERT INTO spends (account_id, source, ref, day, server_id, kind, team_id, first, currency, amount)
		VALUES (?, 'usage', '', ?, 0, 'server', ?, ?, 'XTS', 77777770000000)`, account.ID, h.Now().Format("2006-01-02"), h.scope.Team.ID, h.Now().Format("2006-01-02"))
	return account, ids
}

// TestLimitedMembersSeeNothingElse: who sees some accounts walks all pages and
// finds neither a name nor a sum of another account, in any role.
func TestLimitedMembersSeeNothingElse(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.UploadLimit = 1 << 20 })
	w := h.walkers()
	_, ids := h.hidden()
	limited := map[access.Role]*browser{}
	for _, role := range []access.Role{access.Operator, access.Billing, access.Viewer} {
		h.Exec(t, "UPDATE memberships SET limited = 1 WHERE user_id = ?", w.roles[role].User.ID)
		h.Exec(t, "INSERT INTO membership_accounts (membership_id, account_id) SELECT id, ? FROM memberships WHERE user_id = ?", h.account.ID, w.roles[role].User.ID)
		limited[role] = h.as(w.roles[role])
	}
	owner, told := h.as(h.scope), 0
	for _, s := range w.stops() {
		if s.method != http.MethodGet || s.path == "/events" || s.path == "/parts" {
			continue
		}
		for _, of := range []map[string]string{w.ids, ids} {
			if strings.Contains(s.route, ":id") && of[walkKind(s.path)] == "" {
				continue
			}
			if holdsCanary(owner.walk(s, of)) {
				told++
			}
			for role, b := range limited {
				if answer := b.walk(s, of); holdsCanary(answer) {
					t.Errorf("%s, %s: status %d holds a canary: …%s…", role, s.path, answer.StatusCode, around(answer.body))
				}
			}
		}
	}
	for _, path := range []string{"/servers?q=canary-", "/search?q=canary", "/operations?show=finished", "/activity?q=canary", "/zones?q=canary", "/money/spend?by=account",
		"/operations/" + ids["bulk"], "/servers/actions/server.stop?id=" + ids["servers"], "/servers?tag=canary-tag", "/money/invoices?show=all"} {
		if holdsCanary(owner.get(path)) {
			told++
		}
		for role, b := range limited {
			answer := b.get(path)
			answer.body = strings.ReplaceAll(answer.body, "q=canary", "")
			answer.body = strings.ReplaceAll(answer.body, `value="canary`, "")
			if strings.Contains(answer.body, "canary-server") || strings.Contains(answer.body, "canary servers") || strings.Contains(answer.body, "canary-account") {
				t.Errorf("%s, %s: status %d holds a canary", role, path, answer.StatusCode)
			}
		}
	}
	if told < 25 {
		t.Errorf("the owner meets canaries on %d pages only, so that the walk proves little", told)
	}
}

func walkKind(path string) string {
	before, _, _ := strings.Cut(path, "/:id")
	return walkSegment(strings.Split(before, "/"))
}

func holdsCanary(p page) bool {
	return strings.Contains(p.body, "canary") || strings.Contains(p.body, "77,777") || strings.Contains(p.body, "77777")
}

func around(body string) string {
	for _, word := range []string{"canary", "77,777", "77777"} {
		if at := strings.Index(body, word); at >= 0 {
			return body[max(0, at-120):min(len(body), at+60)]
		}
	}
	return ""
}

// TestProgramsOfLimitedMembersSeeNothingElse: the API lists no more than the
// pages, runs of many servers included.
func TestProgramsOfLimitedMembersSeeNothingElse(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	_, ids := h.hidden()
	limited := h.Limited(t, h.scope.Team.ID, "eve@example.com", h.account.ID)
	owner, program := h.program(h.scope, access.Owner), h.program(limited, access.Operator)
	told := 0
	for _, path := range []string{"/servers", "/accounts", "/operations", "/operations/" + ids["operations"], "/operations/" + ids["bulk"],
		"/servers/" + ids["servers"], "/servers/" + ids["servers"] + "/operations"} {
		if strings.Contains(owner.get(path).body, "canary") {
			told++
		}
		if answer := program.get(path); strings.Contains(answer.body, "canary") {
			t.Errorf("%s: status %d holds a canary: %s", path, answer.StatusCode, answer.body)
		}
	}
	if told < 6 {
		t.Errorf("the owner meets canaries in %d answers only", told)
	}
}
