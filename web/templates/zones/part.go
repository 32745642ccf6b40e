package zones

import (
	"context"

	"github.com/a-h/templ"

	"pinfold/web/templates/ui"
)

// Part is what stands below the head of a zone.
type Part = templ.Component

// asks makes an element ask the name servers, asksNow as soon as it is there.
func asks(ctx context.Context, c Check) ui.Attrs {
	return ui.HX(ctx, "hx-get", c.url(), "hx-target", "#zone-check", "hx-select", "#zone-check", "hx-swap", "outerHTML",
		"hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none")
}

func asksNow(ctx context.Context, c Check) ui.Attrs {
	return ui.Join(asks(ctx, c), ui.Attrs{"hx-trigger": "load"})
}
