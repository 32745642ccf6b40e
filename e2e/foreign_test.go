//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// bodies is what a hostile person would send along with any form.
func bodies() url.Values {
	return url.Values{"form_id": {"hostile"}, "confirm": {"their-server"}, "decision": {"happened"}, "do": {"save"},
		"label": {"stolen"}, "login": {"x"}, "key": {"x"}, "currency": {"RUB"}, "host": {"api.clodo.ru"}, "name": {"x"}, "id": {"1"}}
}

// changing is what differs from one answer to the next by nature.
var changing = regexp.MustCompile(`nonce="[^"]*"|data-now="[^"]*"`)

func plain(a Answer) string { return changing.ReplaceAllString(a.Body, "") }

// TestForeignIDs walks all routes with an id of another team, and with ids
// that nobody has. Both look the same, and nothing happens.
// Case 1: another team's ids in every route.
func TestForeignIDs(t *testing.T) {
	t.Parallel()
	h, _, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	them := db.AddStranger()
	client := ClientOf(t, h.Panel, Email)
	foreign := map[string]string{"servers": fmt.Sprint(them.Server.ID), "accounts": fmt.Sprint(them.Account.ID),
		"operations": fmt.Sprint(them.Operation.ID)}
	missing := map[string]string{"servers": "987654", "accounts": "987654", "operations": "987654"}
	for segment, id := range them.Things {
		foreign[segment], missing[segment] = id, "987654"
	}
	before, calls := h.Dump(), h.Box.Ledger()
	walked := 0
	for _, route := range Routes(t) {
		if !strings.Contains(route.Path, ":id") && !strings.Contains(route.Path, ":delivery") && !strings.Contains(route.Path, ":session") || route.Group == "api" {
			continue
		}
		theirs, nobodys := route.Addresses(foreign), route.Addresses(missing)
		for i := range theirs {
			walked++
			values := bodies()
			if route.Method == http.MethodGet {
				values = nil
			}
			got, want := client.must(route.Method, theirs[i], values), client.must(route.Method, nobodys[i], values)
			if got.Status != http.StatusNotFound || want.Status != http.StatusNotFound || plain(got) != plain(want) {
				t.Errorf("%s %s: status %d, that of a missing one: %d, same body: %v",
					route.Method, theirs[i], got.Status, want.Status, plain(got) == plain(want))
			}
		}
	}
	if t.Logf("%d addresses", walked); walked < 150 {
		t.Errorf("only %d addresses were walked", walked)
	}
	bulk := "/servers/actions/server.reboot"
	ours := fmt.Sprint(db.Servers()[0].ID)
	for _, id := range []string{foreign["servers"], missing["servers"]} {
		for _, answer := range []Answer{client.Get(bulk + "?id=" + ours + "&id=" + id),
			client.Post(bulk, url.Values{"form_id": {"b"}, "id": {ours, id}})} {
			if answer.Status != http.StatusNotFound {
				t.Errorf("bulk with %s: status %d", id, answer.Status)
			}
		}
	}
	if after := h.Dump(); after != before {
		t.Errorf("something was written:\n%s", after)
	}
	if len(h.Box.Ledger()) != len(calls) {
		t.Error("something was sent")
	}
	t.Run("lists, searches and streams hold nothing of theirs", func(t *testing.T) {
		listening, _ := client.Listen()
		said := ""
		for _, path := range []string{"/servers", "/servers?q=their", "/servers?account=" + foreign["accounts"], "/operations",
			"/operations?show=finished", "/accounts", "/servers/new", "/nav", "/keys", "/networks", "/networks?show=private", "/tickets", "/zones", "/zones?q=their", "/zones/reverse", "/", "/settings/alerts", "/settings/alerts/log", "/money/billing", "/money/cards", "/money/invoices", "/money/invoices?show=all", "/storage", "/settings/members", "/settings/team", "/settings/sessions"} {
			answer := client.Get(path)
			if said += answer.Body; answer.Status != http.StatusOK && path != "/servers/new" {
				t.Errorf("%s: status %d", path, answer.Status)
			}
		}
		if !strings.Contains(said, db.Servers()[0].Name) {
			t.Error("the pages do not hold what is ours")
		}
		for _, word := range []string{"their-server", "theirs", "Strangers", "their-system", "their-order", "their-ssh", "their-network", "their-tickets", "their-zones", "203.0.113.7", "their-channel", "their-billing", "their-cards", "their-invoices", "their-buckets", "their-stores", "their-member", "their-browser"} {
			if strings.Contains(strings.ReplaceAll(said, "q=their", ""), word) {
				t.Errorf("a page holds %q", word)
			}
		}
		theirs := ClientOf(t, h.Panel, "stranger@example.com")
		theirs.Post("/accounts/"+foreign["accounts"]+"/refresh", nil)
		client.Post("/accounts/1/refresh", nil)
		Eventually(t, "our own news", func() bool { return strings.Contains(listening(), "account-1 ") })
		if strings.Contains(listening(), "account-"+foreign["accounts"]) {
			t.Error("the stream tells of their account")
		}
	})
}

// ones are the routes by which everyone keeps things of their own.
var ones = map[string]bool{
	"/servers/look": true, "/servers/views": true, "/servers/views/:view": true, "/servers/views/:view/remove": true,
	"/settings": true, "/prove": true, "/settings/security/app/start": true, "/settings/security/app": true,
	"/settings/security/app/off": true, "/settings/security/codes": true, "/settings/security/codes/file": true,
	"/money/calendar": true, "/money/calendar/off": true, "/settings/security/passkeys/new": true,
	"/settings/security/passkeys/options": true, "/settings/security/passkeys/proof": true, "/settings/security/passkeys/:id": true,
	"/settings/security/passkeys/:id/remove": true, "/settings/security/password/remove": true, "/settings/security/sso": true,
	"/settings/security/sso/:id/remove": true, "/team": true, "/settings/team/leave": true, "/settings/teams/new": true,
	"/settings/security/password": true, "/settings/profile": true, "/settings/profile/email": true, "/settings/profile/email/confirm": true,
	"/settings/sessions/others": true, "/settings/sessions/:session/end": true, "/settings/tokens/new": true,
	"/settings/tokens/:id/revoke": true,
}

// TestViewer walks all that changes anything as someone who may only look.
// Case 5: a viewer posts every action, and the buttons are not there.
func TestViewer(t *testing.T) {
	t.Parallel()
	h, _, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	db.AddPerson("viewer@example.com", access.Viewer)
	server := db.Running()[0]
	op := models.Operation{AccountID: server.AccountID, Action: "server.reboot", Kind: server.Kind, ResourceID: server.ID,
		TargetName: server.Name, FormID: "own-form", Status: models.StatusUnknown}
	_, err := db.scope.Start(t.Context(), &op, nil)
	h.Must(err)
	viewer := ClientOf(t, h.Panel, "viewer@example.com")
	ids := db.AddThings(db.scope, server)
	ids["servers"], ids["accounts"], ids["operations"] = fmt.Sprint(server.ID), fmt.Sprint(server.AccountID), fmt.Sprint(op.ID)
	before, walked := h.Dump(), 0
	for _, route := range Routes(t) {
		reads := route.Method == http.MethodGet && !strings.Contains(route.Path, "actions") && !strings.HasSuffix(route.Path, "/new") &&
			!strings.HasSuffix(route.Path, "/settings") && !strings.HasSuffix(route.Path, "/remove")
		if route.Group != "in" || reads || strings.HasSuffix(route.Path, "/refresh") || strings.HasSuffix(route.Path, "/detail") || strings.HasSuffix(route.Path, "/answer") ||
			strings.HasSuffix(route.Path, "/actions") || strings.Contains(route.Path, "/parts/") ||
			ones[route.Path] {
			continue
		}
		for _, path := range route.Addresses(ids) {
			values := bodies()
			values.Set("id", ids["servers"])
			if route.Method == http.MethodGet {
				path, values = path+"?id="+ids["servers"], nil
			}
			walked++
			if answer := viewer.must(route.Method, path, values); answer.Status != http.StatusForbidden {
				t.Errorf("%s %s: status %d", route.Method, path, answer.Status)
			}
		}
	}
	if t.Logf("%d addresses", walked); walked < 150 {
		t.Errorf("only %d addresses were walked", walked)
	}
	if after := h.Dump(); after != before {
		t.Error("something was written")
	}
	t.Run("the buttons are not there", func(t *testing.T) {
		for _, path := range []string{"/servers", serverURL(server), "/accounts", "/accounts/1", "/operations", "/operations/" + ids["operations"], "/orders/" + ids["orders"], "/keys", "/settings/alerts", "/settings/alerts/log"} {
			answer := viewer.Get(path)
			for _, part := range []string{"/actions/", "/secrets/", "/decide", "/cancel", "1/settings", "/remove", "/new", "data-pick"} {
				if answer.Status != http.StatusOK || strings.Contains(answer.Body, part) {
					t.Errorf("%s (status %d) offers %s", path, answer.Status, part)
				}
			}
		}
	})
}
