package access_test

import (
	"fmt"
	"strings"
	"testing"

	"pinfold/internal/access"
)

var permissions = []access.Permission{
	access.View, access.OperateServers, access.CreateServers,
	access.DeleteServers, access.RevealSecrets, access.EditZones, access.ManageStorage,
	access.SpendMoney, access.ManageBilling, access.ManageTeam, access.ManageAccounts,
	access.ManageMembers, access.ReadAudit, access.OwnTeam,
}

// The table as a person reads it. Whoever changes a role sees it here.
const want = `
                owner admin operator billing viewer
view            yes   yes   yes      yes     yes
servers.operate yes   yes   yes      -       -
servers.create  yes   yes   yes      -       -
servers.delete  yes   yes   yes      -       -
secrets.reveal  yes   yes   yes      -       -
zones.edit      yes   yes   yes      -       -
storage.manage  yes   yes   yes      -       -
money.spend     yes   yes   -        yes     -
billing.manage  yes   yes   -        yes     -
team.manage     yes   yes   -        -       -
accounts.manage yes   yes   -        -       -
members.manage  yes   yes   -        -       -
audit.read      yes   yes   -        -       -
team.own        yes   -     -        -       -
`

func TestTable(t *testing.T) {
	var out strings.Builder
	line := fmt.Sprintf("%-15s", "")
	for _, r := range access.Roles() {
		line += " " + string(r)
	}
	fmt.Fprintln(&out, line)
	for _, p := range permissions {
		line := fmt.Sprintf("%-15s", p)
		for _, r := range access.Roles() {
			word := "-"
			if r.May(p) {
				word = "yes"
			}
			line += fmt.Sprintf(" %-*s", len(r), word)
		}
		fmt.Fprintln(&out, strings.TrimRight(line, " "))
	}
	if got := "\n" + out.String(); got != want {
		t.Errorf("the table is\n%s", got)
	}
}

func TestRoles(t *testing.T) {
	for i, r := range access.Roles() {
		if !r.Valid() || !r.May(access.View) {
			t.Errorf("%s is not a role that sees anything", r)
		}
		if i == 0 {
			continue
		}
		wider := access.Roles()[i-1]
		if r == access.Billing { // Operator and Billing stand beside each other.
			wider = access.Admin
		}
		for _, p := range permissions {
			if r.May(p) && !wider.May(p) {
				t.Errorf("%s may %s, the wider %s may not", r, p, wider)
			}
		}
	}
	for _, r := range []access.Role{"", "Owner", "root", "owner "} {
		if r.Valid() || r.May(access.View) {
			t.Errorf("%q is a role", r)
		}
	}
	if access.Owner.May("") || access.Owner.May("servers.*") {
		t.Error("an unknown permission is granted")
	}
}

func TestLeast(t *testing.T) {
	for p, role := range map[access.Permission]access.Role{
		access.View: access.Viewer, access.OperateServers: access.Operator,
		access.SpendMoney: access.Billing, access.ManageAccounts: access.Admin, "unknown": access.Owner,
	} {
		if got := access.Least(p); got != role {
			t.Errorf("least for %s is %s, want %s", p, got, role)
		}
	}
}

// TestMayGive: nobody gives more than they have.
func TestMayGive(t *testing.T) {
	for _, giver := range access.Roles() {
		for _, given := range access.Roles() {
			want := giver == access.Owner || giver == access.Admin && given != access.Owner
			if giver.MayGive(given) != want {
				t.Errorf("%s may give %s: %v", giver, given, !want)
			}
		}
		if giver.Does() == "" {
			t.Errorf("nobody says what %s is for", giver)
		}
		if giver.MayGive("") || giver.MayGive("root") {
			t.Errorf("%s may give a role that there is not", giver)
		}
		if whole := giver == access.Owner || giver == access.Admin; giver.Whole() != whole {
			t.Errorf("%s is about the whole team: %v", giver, !whole)
		}
	}
	for _, p := range permissions {
		if p.Label() == "" {
			t.Errorf("%s has no words", p)
		}
	}
	if got := len(access.Permissions()); got != len(permissions) {
		t.Errorf("%d permissions, the table has %d", got, len(permissions))
	}
}
