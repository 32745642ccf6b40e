package members

import (
	"context"
	"strings"

	"pinfold/web/templates/i18n"
)

// who names the roles that may, for screens too narrow for a column each.
func who(ctx context.Context, roles []Role, may []bool) string {
	var names []string
	for i, one := range roles {
		if i < len(may) && may[i] {
			names = append(names, one.Name)
		}
	}
	switch len(names) {
	case 0:
		return i18n.T(ctx, "Nobody")
	case len(roles):
		return i18n.T(ctx, "All roles")
	}
	return strings.Join(names, ", ")
}
