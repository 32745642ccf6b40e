package operations

import (
	"context"
	"slices"
	"strings"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// home says where an operation acts: "Clodo main".
func (r Row) home() string { return strings.TrimSpace(r.Provider + " " + r.Account) }

// lead is the row's link. Among the parts of a bulk run the name is enough,
// as all do the same.
func (r Row) lead(narrow bool) string {
	if narrow && r.Name != "" {
		return r.Name
	}
	return r.Title
}

// below is the second line of the state.
func (r Row) below() string {
	if r.Detail == "" && !r.Ended.IsZero() {
		return r.Sentence
	}
	return r.Detail
}

// acting reports whether a list needs a column for what can be done.
func acting(rows []Row, narrow bool) bool {
	return slices.ContainsFunc(rows, func(r Row) bool {
		return r.CancelURL != "" || !narrow && r.Ended.IsZero() && r.Code != ""
	})
}

func (l List) empty() bool {
	return len(l.NeedYou)+len(l.Running)+len(l.Waiting)+len(l.Finished) == 0
}

// more reports whether another tab has what this one lacks.
func (l List) more() bool {
	return slices.ContainsFunc(l.Tabs, func(t ui.Tab) bool { return !t.Current && t.Count != "" && t.Count != "0" })
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

// asked is a sentence in which {moment} is when it was asked for.
func asked(ctx context.Context, r Row) string {
	if r.Who == "" {
		return i18n.T(ctx, "Asked at {moment}")
	}
	return i18n.T(ctx, "Asked by {who}, {moment}", "who", r.Who)
}
