package zones

import (
	"context"
	"slices"
	"time"

	"pinfold/internal/zone"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// Review is what will be sent, before it is.
type Review struct {
	// URL is the zone's page.
	URL, Zone               string
	Code, Provider, Account string
	Changes                 []Line
	Began                   time.Time
	// Findings are what the rules say about the zone as a whole.
	Findings []Note
	// Meets counts changes whose record another hand changed.
	Meets int
	// Reason says why nothing can be applied now; Refused that the rules are why.
	Reason  string
	Refused bool
	// Action is where the form goes, Hidden its fields that nobody enters.
	Action, FormID string
	Hidden         map[string]string
	TypedName      string
	Consequences   []ui.Consequence
	Calls          []ui.Call
}

// Title says what would be done.
func (r Review) Title(ctx context.Context) string {
	if len(r.Changes) == 0 {
		return i18n.T(ctx, "No changes to {zone}", "zone", r.Zone)
	}
	return i18n.N(ctx, len(r.Changes), "Apply 1 change to {zone}", "Apply {n} changes to {zone}", "zone", r.Zone)
}

func (r Review) button(ctx context.Context) string {
	return i18n.N(ctx, len(r.Changes), "Apply 1 change", "Apply {n} changes")
}

// open reports whether the changes can be sent.
func (r Review) open() bool { return r.Reason == "" && r.Meets == 0 && len(r.Changes) > 0 }

// warned reports whether a rule says anything.
func (r Review) warned() bool {
	return slices.ContainsFunc(r.Changes, func(l Line) bool { return len(l.Notes) > 0 })
}

func (r Review) hidden() []string {
	names := make([]string, 0, len(r.Hidden))
	for name := range r.Hidden {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Conflict is a list of changes that the zone of now stands in the way of.
type Conflict struct {
	URL, Zone               string
	Code, Provider, Account string
	// Began is when the person began, ChangedAt when the zone was found changed,
	// zero if that is not known.
	Began, ChangedAt time.Time
	// Changes counts the person's changes.
	Changes      int
	Both         []Choice
	Already      []Line
	Mine, Theirs []Line
	// Seen marks what this page shows; Problem says why it came back.
	Seen, Problem string
}

// Choice is one record that two sides changed.
type Choice struct {
	Key string
	zone.Conflict
	// Mine is what is chosen.
	Mine bool
}

// Title says what happened.
func (c Conflict) Title(ctx context.Context) string {
	return i18n.T(ctx, "{zone} changed meanwhile", "zone", c.Zone)
}

func (c Conflict) sentence(ctx context.Context) string {
	if len(c.Both) == 0 {
		return i18n.T(ctx, "The zone holds a part of your changes already. The others can be sent.")
	}
	return i18n.N(ctx, len(c.Both), "One record was changed on both sides: choose. The other changes do not touch each other.",
		"{n} records were changed on both sides: choose for each. The other changes do not touch each other.")
}

// left is how many changes there are to review if all choices stay as drawn.
func (c Conflict) left() int {
	n := len(c.Mine)
	for _, choice := range c.Both {
		if choice.Mine {
			n++
		}
	}
	return n
}

// name is the record that a choice is about.
func (c Choice) name() string { return zone.Unicode(c.Change.Before.Name) }

// differs tells whether two sides of a choice have another name or TTL.
func differs(a, b *zone.Record) (name, ttl bool) {
	if a == nil || b == nil {
		return false, false
	}
	return a.Name != b.Name, a.TTL != b.TTL
}
