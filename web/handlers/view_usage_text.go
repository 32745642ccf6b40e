package handlers

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

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
