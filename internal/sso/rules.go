package sso

import (
	"slices"

	"pinfold/internal/access"
)

// Rule gives the members of a group at the issuer a role in a team.
type Rule struct {
	Group, Team string
	Role        access.Role
}

// Maps reports whether groups decide on roles at all.
func (c *Client) Maps() bool { return len(c.o.Rules) > 0 }

// Roles returns the role in each team, by its name, that the groups give. Of
// several the widest counts.
func (c *Client) Roles(groups []string) map[string]access.Role {
	roles := map[string]access.Role{}
	for _, rule := range c.o.Rules {
		if !slices.Contains(groups, rule.Group) {
			continue
		}
		if have, ok := roles[rule.Team]; !ok || wider(rule.Role, have) {
			roles[rule.Team] = rule.Role
		}
	}
	return roles
}

func wider(a, b access.Role) bool {
	return slices.Index(access.Roles(), a) < slices.Index(access.Roles(), b)
}
