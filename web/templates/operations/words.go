package operations

import (
	"context"
	"strings"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// home says where an operation acts: "Clodo main".
func (r Row) home() string { return strings.TrimSpace(r.Provider + " " + r.Account) }

func (l List) empty() bool {
	return len(l.NeedYou)+len(l.Running)+len(l.Waiting)+len(l.Finished) == 0
}

// choice is one way to decide on an operation whose answer was lost.
type choice struct{ value, label, icon, help string }

func choices(ctx context.Context, r Row) []choice {
	return []choice{
		{"look", i18n.T(ctx, "Look again"), "refresh-cw", i18n.T(ctx, "Reads at {provider} once more. Changes nothing.", "provider", r.Provider)},
		{"happened", i18n.T(ctx, "It happened"), "", i18n.T(ctx, "You saw it at {provider}. Ends as done.", "provider", r.Provider)},
		{"did-not", i18n.T(ctx, "It did not"), "", i18n.T(ctx, "Ends as failed. Then it may be asked for again.")},
	}
}

// secondText is a moment with seconds, which logs need. Of another day the
// date comes first.
func secondText(t time.Time, c ui.Clock) string {
	local, now := t.In(c.Zone), c.Now.In(c.Zone)
	if local.Year() == now.Year() && local.YearDay() == now.YearDay() {
		return local.Format("15:04:05")
	}
	if local.Year() == now.Year() {
		return local.Format("2 Jan, 15:04:05")
	}
	return local.Format("2 Jan 2006, 15:04:05")
}

func (p Page) retryLabel(ctx context.Context) string {
	if p.RetryLabel != "" {
		return p.RetryLabel
	}
	return i18n.T(ctx, "Try again")
}

// moving reports whether the operation is under way, so that progress says
// something.
func (p Page) moving() bool {
	return p.Row.Ended.IsZero() && p.Row.DecideURL == "" && (p.Row.Kind == ui.Working || p.Row.Kind == ui.Waiting)
}

// headline is the sentence over the bar: that of a bulk run, else the step.
func (p Page) headline() string {
	if p.Progress != "" {
		return p.Progress
	}
	if p.Row.Detail != "" {
		return p.Row.Detail
	}
	return p.Row.Word
}

func asked(ctx context.Context, r Row) string {
	moment := ui.MomentText(r.Began, ui.ClockOf(ctx))
	if r.Who == "" {
		return i18n.T(ctx, "Asked for at {moment}", "moment", moment)
	}
	return i18n.T(ctx, "Asked for by {who}, {moment}", "who", r.Who, "moment", moment)
}
