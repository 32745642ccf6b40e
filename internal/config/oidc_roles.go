package config

import (
	"fmt"
	"strings"

	"pinfold/internal/access"
)

// OIDCRole gives the members of a group a role in a team.
type OIDCRole struct {
	Group, Team string
	Role        access.Role
}

// readRoles reads entries like "admins = Main team : admin", with semicolons
// between. The last equals sign and the last colon separate, so that groups may
// be names of LDAP such as cn=admins,ou=groups.
func readRoles(list string) (roles []OIDCRole, err error) {
	seen := map[[2]string]bool{}
	for entry := range strings.SplitSeq(list, ";") {
		if entry = strings.TrimSpace(entry); entry == "" {
			continue
		}
		rule, ok := readRole(entry)
		if !ok {
			return nil, Wrong{"PANEL_OIDC_ROLES", fmt.Sprintf("has %q; must be entries like admins=Main team:admin, with semicolons between.", entry)}
		}
		if !rule.Role.Valid() {
			return nil, Wrong{"PANEL_OIDC_ROLES", fmt.Sprintf("has the role %q; must be one of %s.", rule.Role, roleWords())}
		}
		if key := [2]string{rule.Group, rule.Team}; seen[key] {
			return nil, Wrong{"PANEL_OIDC_ROLES", fmt.Sprintf("gives %q two roles in %q; must give one.", rule.Group, rule.Team)}
		} else {
			seen[key] = true
		}
		roles = append(roles, rule)
	}
	return roles, nil
}

func readRole(entry string) (r OIDCRole, ok bool) {
	colon := strings.LastIndex(entry, ":")
	if colon < 0 {
		return r, false
	}
	equals := strings.LastIndex(entry[:colon], "=")
	if equals < 0 {
		return r, false
	}
	r.Group, r.Team = strings.TrimSpace(entry[:equals]), strings.TrimSpace(entry[equals+1:colon])
	r.Role = access.Role(strings.ToLower(strings.TrimSpace(entry[colon+1:])))
	return r, r.Group != "" && r.Team != "" && r.Role != ""
}

func roleWords() string {
	var words []string
	for _, r := range access.Roles() {
		words = append(words, string(r))
	}
	return strings.Join(words, ", ")
}
