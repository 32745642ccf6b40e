package activity

import (
	"context"
	"strings"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// home says where a thing is and, if it is no server, what it is: "Clodo main,
// backup".
func (l Line) home() string {
	home := strings.TrimSpace(l.Provider + " " + l.Account)
	if l.Thing != "" {
		home += ", " + l.Thing
	}
	return home
}

// Days puts lines, newest first, under the days of the reader's zone.
func Days(ctx context.Context, lines []Line) (days []Day) {
	clock := ui.ClockOf(ctx)
	for _, l := range lines {
		label := dayText(ctx, l.At, clock)
		if len(days) == 0 || days[len(days)-1].Label != label {
			days = append(days, Day{Label: label})
		}
		last := &days[len(days)-1]
		last.Lines = append(last.Lines, l)
	}
	return days
}

func dayText(ctx context.Context, t time.Time, c ui.Clock) string {
	t, now := t.In(c.Zone), c.Now.In(c.Zone)
	const day = "2006-01-02"
	switch {
	case t.Format(day) == now.Format(day):
		return i18n.T(ctx, "Today")
	case t.Format(day) == now.AddDate(0, 0, -1).Format(day):
		return i18n.T(ctx, "Yesterday")
	case t.Year() == now.Year():
		return t.Format("Monday, 2 January")
	}
	return t.Format("Monday, 2 January 2006")
}
