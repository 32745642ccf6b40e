//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestMoneyFromItsPages: the calls behind the pages of money, each with what it
// tells and with its failure.
func TestMoneyFromItsPages(t *testing.T) {
	t.Parallel()
	box := StartBox(t, sandbox.Options{Seed: 3, Servers: 2})
	LiftLimits(t, box)
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	four := box.four()
	for _, slug := range []providers.Slug{providers.Clodo, providers.IDCloudHost} {
		client.Connect(slug, four[slug].fill)
	}
	shows := func(path string, texts ...string) {
		t.Helper()
		Eventually(t, fmt.Sprintf("%s shows %q", path, texts), func() bool {
			text := client.Get(path).Body
			for _, one := range texts {
				if !strings.Contains(text, one) {
					return false
				}
			}
			return true
		})
	}
	shows("/money", "2,834.00", `role="img"`) // CLO-43, with the spend of CLO-44.
	shows("/money/statement/entries", "Virtual Server, fixed resources", "In all", "RUB")
	shows("/money/statement/entries?from=2012-01-25&to=2012-01-25", "57.82", "Scale Server, memory", "2,452")
	billing := billingOf(t, OpenData(t, panel).scope)
	usage := fmt.Sprintf("/money/usage/%d", billing.ID)
	shows("/money/usage", usage)
	shows(usage, "Ubuntu-16-04", "In all", "vm compute")
	shows("/money/prices", "Windows license per core per hour", "0.00548")
	box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-44", Kind: sandbox.FaultHTML})
	shows("/money/statement/entries", "not its API", "Try again")
	box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-79", Kind: sandbox.FaultHTML})
	shows(usage, "not its API", "Try again")
}

// billingOf is the billing account at IDCloudHost that has servers.
func billingOf(t *testing.T, scope models.Scope) (found models.Resource) {
	t.Helper()
	Eventually(t, "a billing account was read", func() bool {
		rows, _, err := scope.AllOf(t.Context(), providers.KindBilling, 0, 10)
		for _, r := range rows {
			if r.ExternalID == "6" {
				found = r
			}
		}
		return err == nil && found.ID != 0
	})
	return found
}
