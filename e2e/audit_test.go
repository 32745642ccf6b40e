//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

// Case 36: what a person does stands in the trail, in a browser, and the chain
// of the running panel fits.
func TestAuditTrail(t *testing.T) {
	t.Parallel()
	h, _, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	server := db.Running()[0]
	client := ClientOf(t, h.Panel, Email)
	if answer := client.Post(serverURL(server)+"/lock", url.Values{"reason": {"do not touch"}}); answer.Status != http.StatusSeeOther {
		t.Fatalf("lock: status %d", answer.Status)
	}
	client.Post(fmt.Sprintf("/accounts/%d/settings", server.AccountID), url.Values{"label": {"renamed"}})
	page := client.Get("/settings/audit")
	for _, want := range []string{"Signed in", "Server locked", "Team created", "Account connected", serverURL(server), "do not touch"} {
		if page.Status != 200 || !strings.Contains(page.Body, want) {
			t.Errorf("status %d, no %q", page.Status, want)
		}
	}
	if found := client.Get("/settings/audit?area=session"); strings.Contains(found.Body, "Server locked") || !strings.Contains(found.Body, "Signed in") {
		t.Error("the filter leaves what it should not")
	}
	file := client.Get("/settings/audit.csv")
	if file.Status != 200 || !strings.Contains(file.Body, "export.audit") {
		t.Errorf("status %d: %s", file.Status, file.Body)
	}
	reports, _, err := db.store.VerifyAudit(t.Context(), nil, nil)
	h.Must(err)
	if len(reports) == 0 {
		t.Error("no trail was verified")
	}
	for _, r := range reports {
		if r.Fault != nil {
			t.Errorf("team %d: %+v", r.TeamID, *r.Fault)
		}
	}
}
