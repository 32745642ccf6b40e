//go:build e2e

package e2e

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

// public is the reviewed list of routes that answer to strangers.
var public = map[string]bool{
	"GET /static/*": true, "GET /healthz": true, "GET /readyz": true, "GET /setup": true, "POST /setup": true,
	"GET /sign-in": true, "POST /sign-in": true, "POST /sign-out": true,
	"GET /sign-in/second": true, "POST /sign-in/second": true, // by a right password
	"POST /sign-in/passkey": true, "POST /sign-in/passkey/options": true,
	"GET /sign-in/forgot": true, "POST /sign-in/forgot": true, "GET /sign-in/reset": true, "POST /sign-in/reset": true, // by a link that was mailed
	"GET /calendar.ics": true, // by a secret of its own
	// Without an issuer, and without an attempt of this browser, they do nothing.
	"POST /sign-in/sso": true, "GET /sign-in/sso/callback": true,
	"GET /invitations/:token": true, "POST /invitations/:token": true, // by the secret of a link
}

// TestDoors tries the routes from outside and with what no form would send.
// Case 8: a stranger reaches the reviewed list of routes only.
// Case 9: paths that lead out of the static files.
// Case 11: GET and HEAD change nothing.
func TestDoors(t *testing.T) {
	t.Parallel()
	h, _, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	server := db.Running()[0]
	ids := db.AddThings(db.scope, server)
	ids["servers"], ids["accounts"], ids["operations"] = fmt.Sprint(server.ID), fmt.Sprint(server.AccountID), "1"
	client := ClientOf(t, h.Panel, Email)
	before := h.Dump()
	unchanged := func(t *testing.T) {
		if h.Dump() != before || len(h.Box.Ledger()) != 0 {
			t.Error("something was changed")
		}
	}
	t.Run("strangers reach the public list only", func(t *testing.T) {
		nobody := NewClient(t, h.Panel)
		for _, route := range Routes(t) {
			for _, path := range route.Addresses(ids) {
				answer := nobody.must(route.Method, path, nil)
				toSignIn := strings.HasPrefix(answer.Header.Get("Location"), "/sign-in")
				refused := answer.Status == http.StatusUnauthorized || answer.Status == http.StatusSeeOther && toSignIn
				if !refused && !public[route.Method+" "+route.Path] {
					t.Errorf("%s %s: status %d", route.Method, path, answer.Status)
				}
			}
		}
		unchanged(t)
	})
	t.Run("forms of other sites are refused", func(t *testing.T) {
		for _, origin := range []map[string]string{
			{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"},
		} {
			for _, route := range Routes(t) {
				if route.Method != http.MethodPost {
					continue
				}
				for _, path := range route.Addresses(ids) {
					if answer := client.with(http.MethodPost, path, "form_id=x", origin); answer.Status != http.StatusForbidden {
						t.Errorf("%v POST %s: status %d", origin, path, answer.Status)
					}
				}
			}
		}
		unchanged(t)
	})
	t.Run("GET and HEAD change nothing", func(t *testing.T) {
		for _, route := range Routes(t) {
			if route.Method != http.MethodPost || route.Group != "in" {
				continue
			}
			for _, path := range route.Addresses(ids) {
				for _, method := range []string{http.MethodGet, http.MethodHead} {
					answer := client.must(method, path+"?form_id=g&decision=happened&confirm="+url.QueryEscape(server.Name)+"&id="+ids["servers"], nil)
					if answer.Status != http.StatusOK && answer.Status != http.StatusSeeOther && answer.Status != http.StatusNotFound && answer.Status != http.StatusMethodNotAllowed {
						t.Errorf("%s %s: status %d", method, path, answer.Status)
					}
				}
			}
		}
		unchanged(t)
	})
	t.Run("ids that are none", func(t *testing.T) { strangeIDs(t, client.In(t)); unchanged(t) })
	t.Run("paths that lead out", func(t *testing.T) { strangePaths(t, h.Panel, client.In(t)) })
	t.Run("bodies that are none", func(t *testing.T) { strangeBodies(t, client.In(t), actionURL(server, "server.reboot")); unchanged(t) })
	t.Run("extra fields are ignored", func(t *testing.T) {
		path := actionURL(server, "server.reboot")
		form := formOf(t, client, path)
		for name, value := range map[string]string{"role": "owner", "team_id": "2", "team": "2", "state": "stopped", "status": "succeeded",
			"user_id": "2", "account_id": "2", "resource_id": "2", "priority": "0", "lock_key": "", "id": "99"} {
			form.Set(name, value)
		}
		if answer := client.Post(path, form); answer.Status != http.StatusSeeOther {
			t.Fatalf("status %d", answer.Status)
		}
		op := db.In(t).Ended("succeeded")
		if op.TeamID != db.scope.Team.ID || op.UserID != db.scope.User.ID || op.ResourceID != server.ID || op.LockKey == "" {
			t.Errorf("%+v", op)
		}
	})
}

// with sends a request with a body and headers of one's own.
func (c *Client) with(method, path, body string, headers map[string]string) Answer {
	c.t.Helper()
	request, err := http.NewRequest(method, c.base+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := c.http.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }() // It was only read.
	data, _ := io.ReadAll(response.Body)         // The status is what counts.
	return Answer{Status: response.StatusCode, Header: response.Header, Body: string(data)}
}
