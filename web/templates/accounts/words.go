package accounts

import (
	"context"
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
