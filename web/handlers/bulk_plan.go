package handlers

import (
	"fmt"
	"slices"
	"strings"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/web/templates/ui"
)

// bulkPart is what a bulk action means at one provider.
type bulkPart struct {
	vendor providers.Vendor
	n      int
	calls  []actions.PlannedCall
	says   []actions.Consequence
}

// parts are the providers of the servers that take part, by name.
func (b bulkAsked) parts() (parts []*bulkPart) {
	for i, t := range b.targets {
		if b.offers[i].Reason != "" {
			continue
		}
		at := slices.IndexFunc(parts, func(p *bulkPart) bool { return p.vendor.Slug == t.Vendor.Slug })
		if at < 0 {
			parts, at = append(parts, &bulkPart{vendor: t.Vendor}), len(parts)
		}
		part, plan := parts[at], b.action.Plan(t, nil)
		if part.n++; part.n == 1 {
			part.calls = plan.Calls
		}
		for _, c := range plan.Consequences {
			if !slices.Contains(part.says, c) {
				part.says = append(part.says, c)
			}
		}
	}
	slices.SortFunc(parts, func(a, b *bulkPart) int { return strings.Compare(a.vendor.Name, b.vendor.Name) })
	return parts
}

// consequences are those of all providers, worst first. One that holds at some
// of them only names those.
func (b bulkAsked) consequences() []ui.Consequence {
	parts := b.parts()
	var all []actions.Consequence
	where := map[actions.Consequence][]string{}
	for _, part := range parts {
		for _, c := range part.says {
			if len(where[c]) == 0 {
				all = append(all, c)
			}
			where[c] = append(where[c], part.vendor.Name)
		}
	}
	slices.SortStableFunc(all, func(a, b actions.Consequence) int { return int(a.Weight) - int(b.Weight) })
	for i, c := range all {
		if len(where[c]) < len(parts) && !strings.Contains(c.Text, where[c][0]) {
			all[i].Text = strings.Join(where[c], ", ") + ": " + c.Text
		}
	}
	return consequences(all)
}

// calls are those to one server of each provider, with how many there are.
func (b bulkAsked) calls() []ui.Call {
	var all []ui.Call
	parts := b.parts()
	for _, part := range parts {
		for _, c := range calls(part.calls) {
			switch {
			case part.n > 1:
				c.Note = strings.TrimSpace(fmt.Sprintf("And so for each of %d servers at %s. %s", part.n, part.vendor.Name, c.Note))
			case len(parts) > 1:
				c.Note = strings.TrimSpace(fmt.Sprintf("At %s. %s", part.vendor.Name, c.Note))
			}
			all = append(all, c)
		}
	}
	return all
}
