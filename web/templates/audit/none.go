package audit

import (
	"context"
	"strings"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// noneTitle says that nothing fits, and what was searched for.
func noneTitle(ctx context.Context, l List) string {
	if l.Search.Value == "" {
		return i18n.T(ctx, "No entry fits")
	}
	return i18n.T(ctx, `No entry matches "{text}"`, "text", ui.Shown(l.Search.Value))
}

// noneText names what else is on.
func noneText(ctx context.Context, l List) string {
	var names []string
	for _, f := range l.Filters {
		if f.Value != "" {
			names = append(names, f.Label+": "+ui.Shown(f.Value))
		}
	}
	if l.From != "" {
		names = append(names, i18n.T(ctx, "from {day}", "day", l.From))
	}
	if l.To != "" {
		names = append(names, i18n.T(ctx, "to {day}", "day", l.To))
	}
	if len(names) == 0 {
		return i18n.T(ctx, "Things, actions, outcomes and addresses are searched.")
	}
	return i18n.T(ctx, "Only these are shown: {filters}.", "filters", strings.Join(names, ", "))
}
