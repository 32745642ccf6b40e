package handlers

import (
	"fmt"
	"math"
	"strings"

	"pinfold/internal/models"
	"pinfold/web/templates/servers"
)

// chartKind is one drawing: its lines and what they count.
type chartKind struct {
	name, label, unit string
	lines             []string
	figures           []models.Figure
}

var chartKinds = []chartKind{
	{"cpu", "CPU", "%", []string{"CPU"}, []models.Figure{models.FigureCPU}},
	{"memory", "Memory", "MB", []string{"Memory"}, []models.Figure{models.FigureMemory}},
	{"network", "Network", "KB per min", []string{"in", "out"}, []models.Figure{models.FigureNetIn, models.FigureNetOut}},
	{"requests", "Disk requests", "per min", []string{"write", "read"}, []models.Figure{models.FigureDiskWrites, models.FigureDiskReads}},
	{"disk", "Disk used", "%", []string{"Disk used"}, []models.Figure{models.FigureDiskUsed}},
}

// graphs are the charts of a server's page, nil where there is nothing to
// draw and nobody to ask.
func (v usageView) graphs(present []servers.Usage) *servers.Graphs {
	if len(v.points) < 2 && !v.metered {
		return nil
	}
	base := fmt.Sprintf("/servers/%d", v.target.Resource.ID)
	g := &servers.Graphs{
		Ranges: v.ranges(base), DataURL: base + "/usage.json?range=" + v.chosen.name,
		TableURL: base + "/usage?usage=" + v.chosen.name, Provider: v.target.Vendor.Name, About: v.about(),
	}
	drawn := map[string]bool{}
	for _, kind := range v.kinds() {
		chart := servers.Chart{Name: kind.name, Label: kind.label, Unit: kind.unit, Now: v.now(kind), Summary: v.summary(kind)}
		if len(kind.lines) > 1 {
			chart.Lines = kind.lines
		}
		drawn[kind.label] = true
		g.Charts = append(g.Charts, chart)
	}
	for _, u := range present {
		if !drawn[u.Label] && !drawn[u.Label+" used"] {
			g.Bars = append(g.Bars, u)
		}
	}
	return g
}

// kinds are the charts with figures; before the first reading those that a
// provider which meters usage is expected to fill.
func (v usageView) kinds() []chartKind {
	if len(v.points) == 0 {
		return chartKinds[:4]
	}
	var some []chartKind
	for _, kind := range chartKinds {
		if _, ok := v.latest(kind.figures[0]); ok {
			some = append(some, kind)
		}
	}
	return some
}

func (v usageView) ranges(base string) []servers.Range {
	var all []servers.Range
	for i, r := range usageRanges {
		href := base
		if i > 0 {
			href += "?usage=" + r.name
		}
		all = append(all, servers.Range{Label: r.label, Href: href, Current: r == v.chosen})
	}
	return all
}

// latest is the newest value of a figure in the range.
func (v usageView) latest(f models.Figure) (float64, bool) {
	for i := len(v.points) - 1; i >= 0; i-- {
		if avg := v.points[i].Figures[f].Avg; avg != nil {
			return *avg, true
		}
	}
	return 0, false
}

// now is the newest value of a chart with one line: "1.5 %", "60 of 768 MB".
func (v usageView) now(kind chartKind) string {
	value, ok := v.latest(kind.figures[0])
	if !ok {
		return ""
	}
	text := figureText(value)
	if all, ok := v.latest(models.FigureMemoryAll); ok && kind.name == "memory" {
		return text + " of " + figureText(all) + "\u00a0" + kind.unit
	}
	return text + "\u00a0" + kind.unit
}

// summary says what a chart shows, for who does not see it.
func (v usageView) summary(kind chartKind) string {
	var parts []string
	for i, f := range kind.figures {
		if low, high, mean, ok := v.bounds(f); ok {
			text := fmt.Sprintf("%s to %s %s, %s on average", figureText(low), figureText(high), kind.unit, figureText(mean))
			if len(kind.figures) > 1 {
				text = kind.lines[i] + " " + text
			}
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return kind.label + ": no figures yet."
	}
	return fmt.Sprintf("%s, %s: %s.", kind.label, strings.ToLower(v.chosen.label), strings.Join(parts, "; "))
}

func (v usageView) bounds(f models.Figure) (low, high, mean float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	var sum float64
	var n int
	for _, p := range v.points {
		span := p.Figures[f]
		if span.Avg == nil {
			continue
		}
		low, high = min(low, *span.Min), max(high, *span.Max)
		sum, n = sum+*span.Avg*float64(p.Samples), n+p.Samples
	}
	if n == 0 {
		return 0, 0, 0, false
	}
	return low, high, sum / float64(n), true
}
