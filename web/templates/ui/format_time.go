package ui

import (
	"context"
	"strings"
	"time"

	"pinfold/web/templates/i18n"
)

type unit struct {
	key        string
	span       time.Duration
	one, other string
}

// units are ordered from the longest to the shortest.
var units = []unit{
	{"d", 24 * time.Hour, "{n} day", "{n} days"},
	{"h", time.Hour, "{n} h", "{n} h"},
	{"min", time.Minute, "{n} min", "{n} min"},
	{"s", time.Second, "{n} s", "{n} s"},
}

func (u unit) say(ctx context.Context, n time.Duration) string {
	return i18n.N(ctx, int(n), u.one, u.other)
}

// AgeText says how long ago something was, in one unit: "12 s", "4 min",
// "3 h", "2 days".
func AgeText(ctx context.Context, d time.Duration) string {
	for _, u := range units {
		if d >= u.span {
			return u.say(ctx, d/u.span)
		}
	}
	return units[len(units)-1].say(ctx, 1)
}

// ElapsedText says how long something takes, in up to two units: "45 s",
// "3 min 12 s", "2 h".
func ElapsedText(ctx context.Context, d time.Duration) string {
	last := len(units) - 1
	for i, u := range units[:last] {
		if d < u.span {
			continue
		}
		text := u.say(ctx, d/u.span)
		if rest := d % u.span / units[i+1].span; rest > 0 {
			text += " " + units[i+1].say(ctx, rest)
		}
		return text
	}
	return units[last].say(ctx, max(0, d)/time.Second)
}

// TimeWords holds the words of the units for time.js, which lets times tick.
func TimeWords(ctx context.Context) map[string]string {
	words := map[string]string{}
	for _, u := range units {
		// "{n}" itself takes the place of the number, for the script to fill.
		words[u.key+"_one"] = i18n.T(ctx, u.one)
		words[u.key+"_other"] = i18n.T(ctx, u.other)
	}
	return words
}

// MomentText says when something was, as short as the reader's day and year
// allow: "14:02", "21 Nov, 14:02", "21 Nov 2025, 14:02".
func MomentText(t time.Time, c Clock) string {
	t, now := t.In(c.Zone), c.Now.In(c.Zone)
	switch {
	case t.Year() == now.Year() && t.YearDay() == now.YearDay():
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan, 15:04")
	default:
		return t.Format("2 Jan 2006, 15:04")
	}
}

// SecondText is MomentText with seconds: "14:02:11", "21 Nov, 14:02:11".
func SecondText(t time.Time, c Clock) string {
	return MomentText(t, c) + t.In(c.Zone).Format(":05")
}

// FullMomentText says when something was with seconds and the zone.
func FullMomentText(t time.Time, c Clock) string {
	return t.In(c.Zone).Format("2 January 2006, 15:04:05 MST")
}

// ZoneText names the reader's zone: "Europe/Berlin, UTC+1".
func ZoneText(c Clock) string {
	offset := c.Now.In(c.Zone).Format("-07:00")
	offset = strings.TrimSuffix(offset, ":00")
	offset = strings.NewReplacer("+0", "+", "-0", "−", "-", "−").Replace(offset)
	if c.Zone.String() == "UTC" {
		return "UTC"
	}
	return c.Zone.String() + ", UTC" + offset
}
