package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// usageRange is a span of time that usage is shown for.
type usageRange struct {
	name, label string
	span        time.Duration
}

var usageRanges = []usageRange{
	{"6h", "6 hours", 6 * time.Hour}, {"day", "Day", 24 * time.Hour},
	{"week", "Week", 7 * 24 * time.Hour}, {"month", "Month", models.KeepSamples},
}

// rangeOf is the chosen range, the first if none is.
func rangeOf(name string) usageRange {
	for _, r := range usageRanges {
		if r.name == name {
			return r
		}
	}
	return usageRanges[0]
}

// usageView is what is known of a server's usage in one range.
type usageView struct {
	target  actions.Target
	chosen  usageRange
	points  []models.Point
	check   models.PartCheck
	clock   ui.Clock
	from    time.Time
	metered bool
	// again is when the provider may be asked again.
	again   time.Time
	trouble string
}

// usageView loads the figures of a range from the panel's own database.
func (p *panel) usageView(ctx context.Context, scope models.Scope, t actions.Target, chosen usageRange) (usageView, error) {
	now := p.Store.Now()
	v := usageView{target: t, chosen: chosen, clock: ui.ClockOf(ctx), from: now.Add(-chosen.span), metered: p.Fleet.MetersUsage(t.Account)}
	checks, err := scope.PartChecks(ctx, t.Resource.ID)
	if err != nil {
		return v, err
	}
	v.check = checks[fleet.UsagePart]
	v.again, v.trouble = fleet.UsageNext(v.check), v.check.Error
	v.points, err = scope.Samples(ctx, t.Resource.ID, v.from, now)
	return v, err
}

// due reports whether the provider may be asked for figures now.
func (v usageView) due() bool {
	return v.metered && v.target.Resource.GoneAt == nil && !v.again.After(v.clock.Now)
}

// askUsage lets the provider tell what is missing in a range, if it may be
// asked, and loads the range again.
func (p *panel) askUsage(ctx context.Context, scope models.Scope, v usageView) (usageView, error) {
	if !v.due() {
		return v, nil
	}
	err := p.Fleet.ReadUsage(ctx, v.target.Account, v.target.Resource.Ref(), v.from)
	var failed *providers.Error
	if err != nil && !errors.As(err, &failed) {
		return v, err
	}
	next, err := p.usageView(ctx, scope, v.target, v.chosen)
	if failed != nil && failed.Kind == providers.ErrLimit && failed.NotSent {
		next.trouble, next.again = failed.Sentence, p.Store.Now().Add(max(failed.RetryAfter, time.Second))
	}
	return next, err
}

// usageData tells the figures of a range to the script that draws them. With
// read=1 the provider is asked for what is missing.
func (p *panel) usageData(c echo.Context) error {
	v, err := p.usageOf(c, c.QueryParam("range"), c.QueryParam("read") == "1")
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, v.data())
}

// usagePage is a server's usage as a table.
func (p *panel) usagePage(c echo.Context) error {
	v, err := p.usageOf(c, c.QueryParam("usage"), true)
	if err != nil {
		return err
	}
	s, page, err := p.partShell(c, v.target, "Usage")
	if err != nil {
		return err
	}
	table := v.table()
	table.Ranges = v.ranges(fmt.Sprintf("/servers/%d/usage", v.target.Resource.ID))
	return p.render(c, http.StatusOK, servers.UsagePage(s, page, table))
}

func (p *panel) usageOf(c echo.Context, name string, read bool) (usageView, error) {
	t, err := p.target(c, providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return usageView{}, err
	}
	ctx, scope := c.Request().Context(), scopeOf(c)
	v, err := p.usageView(ctx, scope, t, rangeOf(name))
	if err != nil || !read {
		return v, err
	}
	return p.askUsage(ctx, scope, v)
}
