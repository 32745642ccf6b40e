package servers

import (
	"context"
	"time"

	"pinfold/web/static"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/ui"
)

// Graphs is what a server used over time.
type Graphs struct {
	Ranges []Range
	// DataURL tells the figures, TableURL shows them as a table.
	DataURL, TableURL string
	Provider          string
	Charts            []Chart
	// Bars are the present values that no chart shows.
	Bars []Usage
	// About says how old the figures are, or why there are none.
	About string
	// Trouble says why the newest reading did not succeed.
	Trouble string
}

// Range is a span of time that can be chosen.
type Range struct {
	Label, Href string
	Current     bool
}

// Chart is one drawing with one line or two.
type Chart struct {
	Name, Label string
	// Now is the newest value in words.
	Now string
	// Lines name the lines where there are two; Unit is what both count.
	Lines []string
	Unit  string
	// Summary says in a sentence what the chart shows.
	Summary string
}

// graphsAttrs let the script draw. What it drew stays when the page around is
// brought up to date.
func graphsAttrs(ctx context.Context, g Graphs) ui.Attrs {
	clock := ui.ClockOf(ctx)
	return ui.Join(ui.Attrs{"id": "usage", "data-usage": g.DataURL, "data-zone": clock.Zone.String(), "data-style": static.URL("usage.css"),
		"data-asking": i18n.T(ctx, "Asking {provider}", "provider", g.Provider)},
		ui.HX(ctx, "hx-morph-skip", "true"))
}

// withGraphs loads what draws charts on pages that have some.
func withGraphs(s layout.Shell, p Page) layout.Shell {
	if p.Graphs != nil {
		s.Head = graphsScript()
	}
	return s
}

// UsageTable is the figures of a range as a table.
type UsageTable struct {
	Ranges  []Range
	Heads   []string
	Rows    []UsageRow
	About   string
	Trouble string
}

// UsageRow is what was used around one moment.
type UsageRow struct {
	At    time.Time
	Cells []string
}
