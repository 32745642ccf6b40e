package accounts

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// name is an account's full name: "Clodo main".
func (r Row) name() string { return strings.TrimSpace(r.Provider + " " + r.Label) }

// login says who calls where.
func (p Page) login(ctx context.Context) string {
	switch {
	case p.User == "":
		return p.Endpoint
	case p.Endpoint == "":
		return p.User
	}
	return i18n.T(ctx, "{user} at {endpoint}", "user", p.User, "endpoint", p.Endpoint)
}

// can is what is known before a test.
func (p Page) can() Can { return Can{URL: p.CanURL, Provider: p.Row.Provider, Areas: p.Areas} }

func (p Page) refreshLabel(ctx context.Context) string {
	if p.FailingSince.IsZero() {
		return i18n.T(ctx, "Refresh")
	}
	return i18n.T(ctx, "Try now")
}

func (p Page) nextLabel(ctx context.Context) string {
	if p.FailingSince.IsZero() {
		return i18n.T(ctx, "Next reading")
	}
	return i18n.T(ctx, "Next try")
}

// refreshLook makes trying again the main thing only while it is.
func (p Page) refreshLook() ui.Look {
	if p.FailingSince.IsZero() {
		return ui.Quiet
	}
	return ui.Primary
}

// secondsText is how long an answer took: "0.6 s".
func secondsText(ctx context.Context, d time.Duration) string {
	return i18n.T(ctx, "{n} s", "n", strconv.FormatFloat(max(d.Seconds(), 0.1), 'f', 1, 64))
}

// sub is nil where the choices or the page above name the provider.
func (c Connect) sub() templ.Component {
	if len(c.Choices) > 1 || c.Keep {
		return nil
	}
	return provider(c.Name)
}

// what names the calls that a limit is for: "POST /servers".
func (l Limit) what(ctx context.Context) string {
	switch {
	case l.Method == "" && l.Path == "":
		return i18n.T(ctx, "All calls")
	case l.Path == "":
		return l.Method
	case l.Method == "":
		return l.Path
	}
	return l.Method + " " + l.Path
}

// kept keeps the outcome of a test on the page when the page is fetched again.
func (c Can) kept(ctx context.Context) ui.Attrs {
	if !c.Tested {
		return nil
	}
	return ui.HX(ctx, "hx-morph-skip", "true")
}

// states reports whether any of the things has a state to show.
func (h Has) states() bool {
	return slices.ContainsFunc(h.Things, func(t Thing) bool { return t.Word != "" || t.Said != "" })
}

// left says how much of a limit is left: "7 of 10 left this minute".
func (l Limit) left(ctx context.Context) string {
	return i18n.T(ctx, "{n} of {count} left {window}", "n", strconv.Itoa(l.Left), "count", strconv.Itoa(l.Count), "window", l.Window)
}

// count says how much of an area the account has: "7 of 9".
func (a Area) count(ctx context.Context) string {
	can, _, _, _ := able(a.Abilities)
	switch n, all := len(can), len(a.Abilities); n {
	case 0:
		return i18n.T(ctx, "none")
	case all:
		return i18n.T(ctx, "all {n}", "n", strconv.Itoa(all))
	default:
		return i18n.T(ctx, "{n} of {all}", "n", strconv.Itoa(n), "all", strconv.Itoa(all))
	}
}

// none reports whether the account has nothing of the area.
func (a Area) none() bool {
	return !slices.ContainsFunc(a.Abilities, func(one Ability) bool { return one.Reason == "" })
}

// able parts what the account has from what it has not. The names of those
// that it has not for the commonest reason are returned apart, so that the
// reason is said once.
func able(all []Ability) (can, cannot []Ability, missing []string, why string) {
	count := map[string]int{}
	for _, a := range all {
		if a.Reason == "" {
			continue
		}
		if count[a.Reason]++; count[a.Reason] > max(1, count[why]) {
			why = a.Reason
		}
	}
	for _, a := range all {
		switch a.Reason {
		case "":
			can = append(can, a)
		case why:
			missing = append(missing, a.Name)
		default:
			cannot = append(cannot, a)
		}
	}
	return can, cannot, missing, why
}

// handle is how the provider knows a thing, and where it is.
func (t Thing) handle() string {
	if t.Location == "" || t.Location == t.ID {
		return t.ID
	}
	return t.ID + ", " + t.Location
}

func (c Connect) helpTitle(ctx context.Context) string {
	if c.Trade {
		return i18n.T(ctx, "What happens to what you enter")
	}
	return i18n.T(ctx, "Where to find the key")
}

// used is how much of a limit was used, "" where that is not known.
func (l Limit) used(ctx context.Context) string {
	if l.Left < 0 {
		return i18n.T(ctx, "not told")
	}
	return ui.NumberText(int64(max(0, l.Count-l.Left)))
}

// rest is how much of a limit is left.
func (l Limit) rest(ctx context.Context) string {
	if l.Left < 0 {
		return i18n.T(ctx, "not told")
	}
	return ui.NumberText(int64(l.Left))
}

// loads asks the provider after the page is there.
func (l Limits) loads(ctx context.Context) ui.Attrs {
	if l.Asked {
		return nil
	}
	return ui.HX(ctx, "hx-get", l.NowURL, "hx-trigger", "load", "hx-target", "this", "hx-select", "#limits-now", "hx-swap", "outerHTML")
}
