package actions

import (
	"fmt"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// Plan says what an action will do to one target with one input.
type Plan struct {
	Title string
	Risk  Risk
	// Consequences are shown worst first.
	Consequences []Consequence
	Calls        []PlannedCall
	// Lock keeps other disruptive work off; "" locks nothing.
	Lock string
	// TypedName has to be typed before the action runs, if not "".
	TypedName string
	// Cost is a sentence about money, "" where none changes hands.
	Cost string
}

// Weight says how a consequence is marked.
type Weight int

// The weights, the worst first.
const (
	Loss Weight = iota
	Doubtful
	// Disturbing is what passes by itself or can be undone.
	Disturbing
	Fine
)

// Consequence is one sentence about what will happen.
type Consequence struct {
	Weight Weight
	Text   string
}

// PlannedCall is one call to the provider.
type PlannedCall struct {
	Op     providers.OpID
	Method string
	Path   string
	Note   string
	// Once marks a call that is never repeated.
	Once bool
}

// Plan tells what will happen, with the calls from the catalog.
func (a Action) Plan(t Target, in form.Values) Plan {
	p := Plan{}
	if a.plan != nil {
		p = a.plan(t, in)
	}
	p.Risk = max(p.Risk, a.Worst)
	if p.Title == "" {
		p.Title = a.Words.Label + " " + t.Name()
	}
	if p.Lock == "" && !a.Creates() && a.Worst != Safe {
		p.Lock = fmt.Sprintf("%s-%d", t.Kind(), t.ID())
	}
	if len(p.Calls) == 0 {
		p.Calls = a.calls(t)
	}
	return p
}

func (a Action) calls(t Target) []PlannedCall {
	row, ok := providers.Lookup(a.Write[t.Vendor.Slug])
	if !ok {
		return nil
	}
	row = row.As(a.Variant[t.Vendor.Slug])
	call := PlannedCall{Op: row.ID, Method: row.Method, Path: t.path(row.Path), Once: !row.Repeatable}
	if !call.Once {
		call.Note = "Sending it twice does no harm."
	}
	return []PlannedCall{call}
}

func (t Target) path(path string) string {
	if t.Resource == nil {
		return path
	}
	return strings.NewReplacer("<id>", t.Resource.ExternalID, "{id}", t.Resource.ExternalID).Replace(path)
}
