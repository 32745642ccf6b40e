package money

import (
	"context"
	"strconv"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/ui"
)

// styled adds the style of money to a page.
func styled(s layout.Shell) layout.Shell {
	s.Head = sheet()
	return s
}

func tone(n int) string { return "ch-" + strconv.Itoa(n) }

func viewBox(p Plot) string { return "0 0 " + strconv.Itoa(p.Width) + " " + strconv.Itoa(p.Height) }

// dateOf is a day as one writes it, in the person's zone.
func dateOf(ctx context.Context, at time.Time) string {
	return at.In(ui.ClockOf(ctx).Zone).Format("2 Jan 2006")
}

// about says how many days of a month are known, "" for all of them.
func (h SpendHead) about(ctx context.Context) string {
	switch h.Known {
	case 0:
		return i18n.T(ctx, "not recorded")
	case h.Days:
		return ""
	}
	return i18n.T(ctx, "{known} of {days} days", "known", strconv.Itoa(h.Known), "days", strconv.Itoa(h.Days))
}

// fetches makes an element read an address and put what it shows into the
// target.
func fetches(ctx context.Context, url, target, id string) ui.Attrs {
	return ui.HX(ctx, "hx-get", url, "hx-target", target, "hx-select", "#"+id, "hx-swap", "outerHTML",
		"hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none")
}

// loads makes a panel read itself after the page, if it is due.
func loads(ctx context.Context, id, url string, due bool) ui.Attrs {
	attrs := ui.Attrs{"id": id}
	if !due {
		return attrs
	}
	return ui.Join(attrs, fetches(ctx, url, "this", id), ui.Attrs{"hx-trigger": "load"})
}
