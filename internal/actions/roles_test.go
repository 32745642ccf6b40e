package actions_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/actions"
)

var update = flag.Bool("update", false, "write docs/roles.md anew")

const rolesDocument = "../../docs/roles.md"

// TestRolesDocumentIsTrue keeps docs/roles.md in line with the table of roles
// and the registry.
func TestRolesDocumentIsTrue(t *testing.T) {
	want := rolesPage()
	if *update {
		if err := os.WriteFile(rolesDocument, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(rolesDocument)
	if err != nil || string(got) != want {
		t.Errorf("docs/roles.md is out of date: go test ./internal/actions -run TestRolesDocumentIsTrue -update (%v)", err)
	}
}

func rolesPage() string {
	var out strings.Builder
	out.WriteString("# Roles\n\nWho may do what. The panel shows the same table at Settings, Roles.\n" +
		"Made from `internal/access` and the registry of actions by\n" +
		"`go test ./internal/actions -run TestRolesDocumentIsTrue -update`.\n\n")
	head, line := "|", "|---|"
	for _, r := range access.Roles() {
		fmt.Fprintf(&out, "- **%s**: %s\n", r, r.Does())
		head += " " + string(r) + " |"
		line += "---|"
	}
	out.WriteString("\nOperator, billing and viewer can be limited to some accounts. Owners and admins see\nall accounts.\n\n" +
		"## Permissions\n\n| permission " + head + "\n" + line + "\n")
	for _, p := range access.Permissions() {
		fmt.Fprintf(&out, "| %s (`%s`) %s\n", p.Label(), p, mayCells(p))
	}
	out.WriteString("\n## Actions\n\n| action | risk | permission " + head + "\n|---|---" + line + "\n")
	for _, a := range actions.All() {
		fmt.Fprintf(&out, "| `%s` %s | %s | `%s` %s\n", a.Name, a.Words.Label, strings.ToLower(a.Worst.Word()), a.Needs, mayCells(a.Needs))
	}
	return out.String()
}

func mayCells(p access.Permission) string {
	cells := "|"
	for _, r := range access.Roles() {
		cells += map[bool]string{true: " yes |", false: " - |"}[r.May(p)]
	}
	return cells
}
