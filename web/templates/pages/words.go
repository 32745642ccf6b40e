package pages

import (
	"context"
	"strings"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/ui"
)

// headline makes the first sentence the title; titles have no full stop.
func headline(text string) (title, rest string) {
	title, rest, _ = strings.Cut(text, ". ")
	return strings.TrimSuffix(title, "."), rest
}

// calmRows are examples, not anyone's servers: nobody is signed in yet.
func calmRows(ctx context.Context) []layout.CalmRow {
	return []layout.CalmRow{
		{Code: "ID", Provider: "IDCloudHost", Name: "web-01", Kind: ui.Running, Word: i18n.T(ctx, "Running")},
		{Code: "CL", Provider: "Clodo", Name: "api-test", Kind: ui.Working, Word: i18n.T(ctx, "Restoring"), Percent: 54},
		{Code: "IN", Provider: "Inferno Solutions", Name: "mail", Kind: ui.Running, Word: i18n.T(ctx, "Running")},
		{Code: "CA", Provider: "CloudAtCost", Name: "build-runner", Kind: ui.Was, Word: i18n.T(ctx, "Was stopped, 3 h ago")},
	}
}
