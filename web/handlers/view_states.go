package handlers

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/overview"
	"pinfold/web/templates/ui"
)

// accountRowsMost is from how many accounts on servers are counted by provider.
const accountRowsMost = 10

// figures are the columns of the table of states, by the filters of the list.
var figures = []struct {
	state, label string
	kind         ui.Kind
}{
	{"attention", "Needs you", ui.Unknown}, {"working", "Working", ui.Working}, {"running", "Running", ui.Running},
	{"stopped", "Stopped", ui.Stopped}, {"suspended", "Suspended", ui.Suspended}, {"old", "Out of date", ui.Was}, {"", "All", ""},
}

// stateRows count servers by account, or by provider where there are many
// accounts, and together.
func (p *panel) stateRows(accounts map[models.ID]models.Account, states map[models.ID]map[string]int64) []overview.Row {
	var rows []overview.Row
	sums := map[string]map[string]int64{}
	all := map[string]int64{}
	for _, a := range p.byProvider(accounts) {
		vendor, _ := p.Fleet.Vendor(a.Provider)
		filter, id, name := url.Values{"account": {fmt.Sprint(a.ID)}}, fmt.Sprintf("account-%d", a.ID), vendor.Name+" "+a.Label
		if len(accounts) > accountRowsMost {
			filter, id, name = url.Values{"provider": {string(a.Provider)}}, string(a.Provider), vendor.Name
		}
		sum, known := sums[id]
		if !known {
			sum = map[string]int64{}
			sums[id] = sum
			rows = append(rows, overview.Row{ID: id, Code: vendor.Code, Provider: vendor.Name, Name: name, Href: serversURL(filter, "")})
		}
		for _, f := range figures {
			sum[f.state] += states[a.ID][f.state]
			all[f.state] += states[a.ID][f.state]
		}
		row := &rows[len(rows)-1]
		row.Figures = figuresOf(filter, sum)
		if row.Note = ""; sum[""] == 0 && a.RefreshedAt == nil && a.Failures == 0 {
			row.Note = "First reading"
		}
	}
	if len(rows) > 1 {
		rows = append(rows, overview.Row{ID: "all", Name: "All", Href: "/servers", Figures: figuresOf(url.Values{}, all)})
	}
	return rows
}

func figuresOf(filter url.Values, counts map[string]int64) []overview.Figure {
	list := make([]overview.Figure, 0, len(figures))
	for _, f := range figures {
		list = append(list, overview.Figure{Kind: f.kind, Label: f.label, Href: serversURL(filter, f.state), N: counts[f.state]})
	}
	return list
}

func serversURL(filter url.Values, state string) string {
	values := url.Values{}
	for name, list := range filter {
		values[name] = list
	}
	if state != "" {
		values.Set("state", state)
	}
	return "/servers" + query(values)
}

// byProvider are the accounts in the order of providers, then by label.
func (p *panel) byProvider(accounts map[models.ID]models.Account) []models.Account {
	list := sortedAccounts(accounts)
	place := func(a models.Account) int {
		return slices.IndexFunc(p.Vendors, func(v providers.Vendor) bool { return v.Slug == a.Provider })
	}
	slices.SortStableFunc(list, func(a, b models.Account) int { return cmp.Compare(place(a), place(b)) })
	return list
}

// barStates are the parts of the bar in order. Every server is in one; what is
// in none of the filters is not known.
var barStates = []struct {
	state      string
	kind       ui.Kind
	one, other string
}{
	{"running", ui.Running, "{n} runs", "{n} run"}, {"changing", ui.Working, "{n} is worked on", "{n} are worked on"},
	{"stopped", ui.Stopped, "{n} is stopped", "{n} are stopped"}, {"suspended", ui.Suspended, "{n} is suspended", "{n} are suspended"},
	{"error", ui.Error, "{n} has an error", "{n} have an error"}, {"old", ui.Was, "{n} is out of date", "{n} are out of date"},
	{"unknown", ui.Unknown, "{n} is not known", "{n} are not known"},
}

// stateBar is the bar of all servers and what it shows in a sentence.
func stateBar(ctx context.Context, states map[models.ID]map[string]int64) (parts []overview.Part, text string) {
	each, total := map[string]int64{}, int64(0)
	for _, counts := range states {
		total += counts[""]
		each["unknown"] += counts[""]
		for _, b := range barStates {
			each[b.state] += counts[b.state]
			each["unknown"] -= counts[b.state]
		}
	}
	var words []string
	var before int64
	for _, b := range barStates {
		n := each[b.state]
		if n <= 0 {
			continue
		}
		from, to := int(before*1000/total), int((before+n)*1000/total)
		parts = append(parts, overview.Part{Tone: b.kind.Tone(), From: from, Width: to - from})
		words = append(words, i18n.N(ctx, int(n), b.one, b.other))
		before += n
	}
	return parts, i18n.T(ctx, "Servers as the providers tell: {states}.", "states", strings.Join(words, ", "))
}

// untilText says when something ends, by the calendar of the reader: "Paid
// until 4 Dec, in 13 days".
func untilText(ctx context.Context, at time.Time) string {
	clock := ui.ClockOf(ctx)
	end, now := at.In(clock.Zone), clock.Now.In(clock.Zone)
	date := end.Format("2 Jan")
	if end.Year() != now.Year() {
		date = end.Format("2 Jan 2006")
	}
	switch days := daysBetween(now, end); {
	case at.Before(clock.Now) && days == 0:
		return i18n.T(ctx, "Was paid until {date}, today", "date", date)
	case days < 0:
		return i18n.N(ctx, -days, "Was paid until {date}, {n} day ago", "Was paid until {date}, {n} days ago", "date", date)
	case days == 0:
		return i18n.T(ctx, "Paid until {date}, today", "date", date)
	default:
		return i18n.N(ctx, days, "Paid until {date}, in {n} day", "Paid until {date}, in {n} days", "date", date)
	}
}

// daysBetween counts midnights between two moments of one zone.
func daysBetween(from, to time.Time) int {
	midnight := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(midnight(to).Sub(midnight(from)) / (24 * time.Hour))
}
