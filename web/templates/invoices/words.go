package invoices

import (
	"context"
	"sort"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// dayText is a day: "19 Nov 2026".
func dayText(ctx context.Context, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(ui.ClockOf(ctx).Zone).Format("2 Jan 2006")
}

// monthText is the month of a period: "Nov 2026". The provider's months begin
// in UTC.
func (r Row) monthText() string {
	if r.Start.IsZero() {
		return r.Period
	}
	return r.Start.UTC().Format("Jan 2006")
}

// periodText is the whole period: "1 to 30 Nov 2026". It ends with the day
// before its end.
func (r Row) periodText(ctx context.Context) string {
	start, end := r.Start.UTC(), r.End.UTC()
	if !r.End.After(r.Start) || r.Start.IsZero() {
		return r.monthText()
	}
	if end.Equal(end.Truncate(24 * time.Hour)) {
		end = end.AddDate(0, 0, -1)
	}
	from := start.Format("2 Jan 2006")
	switch {
	case start.Year() == end.Year() && start.Month() == end.Month():
		from = start.Format("2")
	case start.Year() == end.Year():
		from = start.Format("2 Jan")
	}
	return i18n.T(ctx, "{from} to {to}", "from", from, "to", end.Format("2 Jan 2006"))
}

// hidden are the hidden fields in a fixed order.
func (l List) hidden() (fields []ui.BillLine) {
	for name, value := range l.Hidden {
		fields = append(fields, ui.BillLine{What: name, Sum: value})
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i].What < fields[j].What })
	return fields
}

// loads makes an element read the invoice and take the answer's place.
func (p Page) loads(ctx context.Context) ui.Attrs {
	return ui.Join(fetches(ctx, "hx-get", p.URL+"/read"), ui.Attrs{"hx-trigger": "load"})
}

func fetches(ctx context.Context, method, url string) ui.Attrs {
	return ui.HX(ctx, method, url, "hx-target", "#invoice-page", "hx-select", "#invoice-page", "hx-swap", "outerMorph",
		"hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none")
}

// printed is the moment of what is printed.
func (p Page) printed(ctx context.Context) string {
	at := p.ReadAt
	if p.Checked.After(at) {
		at = p.Checked
	}
	return at.In(ui.ClockOf(ctx).Zone).Format("2 Jan 2006, 15:04 MST")
}
