package actions

import (
	"cmp"
	"regexp"
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
	// Price is how the cost comes about, nil where that is not known.
	Price *Price
	// Bill is how the sum of a payment comes about, nil where nothing is paid at
	// once.
	Bill *Bill
	// Button is what the main button says, "" for the action's own words.
	Button string
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
		p.Title = cmp.Or(a.Words.Of, a.Words.Label) + " " + t.Name()
	}
	if p.Lock == "" && !a.Creates() && a.Worst != Safe {
		p.Lock = t.lock()
	}
	if len(p.Calls) == 0 {
		p.Calls = a.calls(t)
	}
	return p
}

func (a Action) calls(t Target) []PlannedCall {
	op, ok := a.Write[t.Vendor.Slug]
	if !ok {
		return nil
	}
	return []PlannedCall{t.Call(op, a.Variant[t.Vendor.Slug])}
}

// Call is a documented call on the target, as a plan shows it. The variant is
// "" where the document id has one meaning.
func (t Target) Call(op providers.OpID, variant providers.Variant) PlannedCall {
	row, ok := providers.Lookup(op)
	if !ok {
		return PlannedCall{Op: op}
	}
	row = row.As(variant)
	call := PlannedCall{Op: row.ID, Method: row.Method, Path: t.path(row), Once: row.Write && !row.Repeatable}
	switch {
	case !row.Write:
		call.Note = "It only reads."
	case !call.Once:
		call.Note = "Sending it twice does no harm."
	}
	return call
}

var placeholder = regexp.MustCompile(`[<{]([a-z0-9_]+)[>}]`)

// path fills the target into a documented path: the server into {id}, the
// thing itself into other places.
func (t Target) path(row providers.Operation) string {
	path := row.Path
	if t.Resource == nil {
		return path
	}
	if version, rest, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/"); ok && row.PerLocation && t.Resource.Location != "" {
		path = "/" + version + "/" + t.Resource.Location + "/" + rest
	}
	return placeholder.ReplaceAllStringFunc(path, func(name string) string {
		if name[1:len(name)-1] == "id" && t.Resource.Parent != "" {
			return t.Resource.Parent
		}
		return t.Resource.ExternalID
	})
}
