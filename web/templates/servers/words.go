package servers

import (
	"context"
	"slices"
	"sort"
	"strings"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

func (r Row) href() string { return "/servers/" + r.ID }

// field is a hidden field of the search form.
type field struct{ Name, Value string }

// hidden are the fields of the search form in an order that does not change,
// so that an unchanged page is the same text.
func (l List) hidden() []field {
	fields := make([]field, 0, len(l.Hidden))
	for name, value := range l.Hidden {
		fields = append(fields, field{name, value})
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i].Name < fields[j].Name })
	return fields
}

// place says where a server is: "main in Cycletown".
func place(ctx context.Context, account, location string) string {
	if location == "" {
		return account
	}
	return i18n.T(ctx, "{account} in {location}", "account", account, "location", location)
}

// home says whose a server is: "IDCloudHost main, Cycletown".
func (p Page) home() string {
	name := strings.TrimSpace(p.Provider + " " + p.Account)
	if p.Location != "" {
		name += ", " + p.Location
	}
	return name
}

func noneTitle(ctx context.Context, l List) string {
	if l.Search.Value != "" {
		return i18n.T(ctx, "No server matches “{text}”", "text", l.Search.Value)
	}
	return i18n.T(ctx, "No server fits")
}

// offerGroup is a heading with the actions below it.
type offerGroup struct {
	Title  string
	Offers []Offer
}

// groups gathers actions by heading in the order of first mention. What
// destroys has no heading and stands last.
func groups(offers []Offer) []offerGroup {
	var all []offerGroup
	var last offerGroup
	for _, o := range offers {
		if o.Danger {
			last.Offers = append(last.Offers, o)
			continue
		}
		at := slices.IndexFunc(all, func(g offerGroup) bool { return g.Title == o.Group })
		if at < 0 {
			all, at = append(all, offerGroup{Title: o.Group}), len(all)
		}
		all[at].Offers = append(all[at].Offers, o)
	}
	if len(last.Offers) > 0 {
		all = append(all, last)
	}
	return all
}

// quick are the actions that stand at the top of the page as buttons.
func quick(offers []Offer) []Offer {
	var some []Offer
	for _, o := range offers {
		if !o.Danger && o.Reason == "" && len(some) < 2 {
			some = append(some, o)
		}
	}
	return some
}

// quickClass leaves room for one button on phones.
func quickClass(i int) string {
	if i > 0 {
		return "max-sm:hidden"
	}
	return ""
}

// open reports whether a run is not over yet.
func (r Run) open() bool {
	switch r.State.Kind {
	case ui.Working, ui.Waiting, ui.Unknown:
		return true
	}
	return false
}

// entry is one line of a server's history: a run or a change.
type entry struct {
	At     time.Time
	Run    *Run
	Change *Change
}

// history is what happened to a server, newest first.
func (p Page) history() []entry {
	var all []entry
	for i, r := range p.Runs {
		if !r.open() {
			all = append(all, entry{At: r.At, Run: &p.Runs[i]})
		}
	}
	for i, c := range p.Changes {
		all = append(all, entry{At: c.At, Change: &p.Changes[i]})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].At.After(all[j].At) })
	return all
}

// runEnd says how a run ended and who asked for it.
func runEnd(ctx context.Context, r Run) string {
	text := r.State.Word
	if r.State.Detail != "" {
		text += ": " + r.State.Detail
	}
	if r.Who == "" {
		return text
	}
	return i18n.T(ctx, "{outcome}, {who}", "outcome", text, "who", r.Who)
}

func (o Offer) tone() string {
	if o.Danger {
		return ""
	}
	return "text-muted"
}

// gone says since when a provider does not list a server any more.
func gone(ctx context.Context, p Page) string {
	return i18n.T(ctx, "Missing since {moment}. Below is what was known last.", "moment", ui.MomentText(p.Gone, ui.ClockOf(ctx)))
}

func askedBy(ctx context.Context, r Run) string {
	moment := ui.MomentText(r.At, ui.ClockOf(ctx))
	if r.Who == "" {
		return i18n.T(ctx, "Asked for at {moment}", "moment", moment)
	}
	return i18n.T(ctx, "Asked for by {who}, {moment}", "who", r.Who, "moment", moment)
}

func (r Run) edge() string {
	switch r.State.Kind {
	case ui.Working:
		return "border-edge-info"
	case ui.Unknown:
		return "border-edge-unknown"
	}
	return ""
}

// short is a value as it is shown; what is copied is always whole.
func (f Fact) short() string {
	if f.Copy {
		return ui.IDText(f.Value)
	}
	return f.Value
}
