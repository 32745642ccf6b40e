package handlers

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
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

// figureText is a figure as short as it still tells something.
func figureText(value float64) string {
	if value >= 10 || value == math.Trunc(value) {
		return ui.NumberText(int64(math.Round(value)))
	}
	return strconv.FormatFloat(math.Round(value*10)/10, 'f', -1, 64)
}

// about says how old the figures are and when the provider is asked again.
func (v usageView) about() string {
	vendor := v.target.Vendor.Name
	switch {
	case v.trouble != "":
		return v.trouble + " It is asked again at " + ui.MomentText(v.again, v.clock) + "."
	case !v.metered:
		return fmt.Sprintf("%s tells the present only. The panel keeps it every %d minutes while it changes.",
			vendor, int(fleet.GaugesEvery.Minutes()))
	case v.check.ReadAt == nil:
		return "Not read yet."
	case v.target.Resource.GoneAt != nil:
		return "Read at " + ui.MomentText(*v.check.ReadAt, v.clock) + "."
	}
	text := fmt.Sprintf("Read at %s. %s is asked every %d minutes at most.", ui.MomentText(*v.check.ReadAt, v.clock), vendor, int(fleet.UsageEvery.Minutes()))
	if v.check.Since != nil && v.check.Since.After(v.from.Add(fleet.UsageEvery)) {
		text += fmt.Sprintf(" What was before %s is asked for at %s.", ui.MomentText(*v.check.Since, v.clock), ui.MomentText(v.again, v.clock))
	}
	return text
}

// table is the range as rows of text.
func (v usageView) table() servers.UsageTable {
	t := servers.UsageTable{About: v.about()}
	if !v.metered && len(v.points) == 0 {
		t.About = cmp.Or(noUsage(v.target), t.About)
	}
	var figures []models.Figure
	for _, kind := range chartKinds {
		for i, f := range kind.figures {
			if _, ok := v.latest(f); !ok {
				continue
			}
			head := kind.label + ", " + kind.unit
			if len(kind.figures) > 1 {
				head = kind.label + " " + kind.lines[i] + ", " + kind.unit
			}
			figures, t.Heads = append(figures, f), append(t.Heads, head)
		}
	}
	for i := len(v.points) - 1; i >= 0; i-- {
		row := servers.UsageRow{At: v.points[i].At}
		for _, f := range figures {
			row.Cells = append(row.Cells, spanText(v.points[i].Figures[f]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// spanText is a mean, and where it hides something, what lies around it.
func spanText(s models.Span) string {
	if s.Avg == nil {
		return ""
	}
	text := figureText(*s.Avg)
	if low, high := figureText(*s.Min), figureText(*s.Max); low != high {
		text += " (" + low + " to " + high + ")"
	}
	return text
}
