package layout

import (
	"context"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// section is one entry of the navigation.
type section struct {
	key, label, href, icon string
	// letter is the key that leads there after G.
	letter string
	// group changes where a line is drawn.
	group int
	badge func(context.Context, Counts) badge
}

// badge is what stands at the end of an entry. Words say it in full.
type badge struct {
	icon  string
	tone  string
	count string
	words string
}

// sections is the navigation, in order. What does not exist is not in it.
func sections(ctx context.Context) []section {
	return []section{
		{"overview", i18n.T(ctx, "Overview"), "/", "house", "h", 1, noBadge},
		{"servers", i18n.T(ctx, "Servers"), "/servers", "server", "s", 1, serverBadge},
		{"operations", i18n.T(ctx, "Operations"), "/operations", "list-checks", "o", 1, operationBadge},
		{"zones", i18n.T(ctx, "DNS"), "/zones", "globe", "d", 1, zoneBadge},
		{"tickets", i18n.T(ctx, "Tickets"), "/tickets", "message-square", "t", 1, ticketBadge},
		{"money", i18n.T(ctx, "Money"), "/money", "receipt", "m", 1, moneyBadge},
		{"networks", i18n.T(ctx, "Networks"), "/networks", "network", "n", 2, noBadge},
		{"storage", i18n.T(ctx, "Storage"), "/storage", "database", "b", 2, noBadge},
		{"keys", i18n.T(ctx, "Keys"), "/keys", "key-round", "k", 2, noBadge},
		{"accounts", i18n.T(ctx, "Accounts"), "/accounts", "plug", "a", 3, accountBadge},
		{"activity", i18n.T(ctx, "Activity"), "/activity", "history", "y", 3, noBadge},
		{"settings", i18n.T(ctx, "Settings"), "/settings", "settings-2", ",", 3, noBadge},
	}
}

// onBar are the sections that the phone's bar has room for. The others stand in
// the sheet behind "More".
var onBar = map[string]bool{"servers": true, "zones": true, "tickets": true, "money": true}

func noBadge(context.Context, Counts) badge { return badge{} }

func serverBadge(_ context.Context, c Counts) badge {
	return badge{count: ui.NumberText(int64(c.Servers))}
}

func operationBadge(ctx context.Context, c Counts) badge {
	var b badge
	if c.Running > 0 {
		b.count = ui.NumberText(int64(c.Running))
		b.words = i18n.N(ctx, c.Running, "{n} running", "{n} running")
	}
	if c.NeedYou > 0 {
		b.icon, b.tone = "st-unknown", ui.Unknown.Tone()
		b.count = ui.NumberText(int64(c.NeedYou + c.Running))
		need := i18n.N(ctx, c.NeedYou, "{n} needs you", "{n} need you")
		if b.words != "" {
			need = b.words + ", " + need
		}
		b.words = need
	}
	return b
}

func zoneBadge(_ context.Context, c Counts) badge {
	if c.Zones == 0 {
		return badge{}
	}
	return badge{count: ui.NumberText(int64(c.Zones))}
}

func ticketBadge(ctx context.Context, c Counts) badge {
	if c.NewTickets == 0 {
		return badge{}
	}
	return badge{count: ui.NumberText(int64(c.NewTickets)), words: i18n.N(ctx, c.NewTickets, "{n} has something new", "{n} have something new")}
}

func moneyBadge(ctx context.Context, c Counts) badge {
	if c.Due == 0 {
		return badge{}
	}
	return badge{count: i18n.N(ctx, c.Due, "{n} due", "{n} due"), words: i18n.N(ctx, c.Due, "{n} is due", "{n} are due")}
}

func accountBadge(ctx context.Context, c Counts) badge {
	if c.Failing == 0 {
		return badge{}
	}
	return badge{
		icon: "triangle-alert", tone: "text-warning",
		words: i18n.N(ctx, c.Failing, "{n} account does not answer", "{n} accounts do not answer"),
	}
}

// lineBefore tells whether an entry starts a new group.
func lineBefore(all []section, i int) bool {
	return i > 0 && all[i].group != all[i-1].group
}

// Place is a section that one can go to.
type Place struct{ Label, Href, Icon, Letter string }

// Places are the sections of the navigation, for the search.
func Places(ctx context.Context) []Place {
	var places []Place
	for _, one := range sections(ctx) {
		places = append(places, Place{one.label, one.href, one.icon, upper(one.letter)})
	}
	return places
}
