package handlers

import (
	"strings"

	"pinfold/internal/models"
)

// stateNames are the state filters in words.
var stateNames = map[string]string{"attention": "Needs you", "working": "Working", "running": "Running",
	"stopped": "Stopped", "suspended": "Suspended", "old": "Out of date"}

// fitWords are the filters that are on, in words.
func (p *panel) fitWords(q models.ServerQuery, known atlas) (on []string) {
	if name := stateNames[q.State]; name != "" {
		on = append(on, name)
	}
	for _, slug := range q.Providers {
		if v, ok := p.Fleet.Vendor(slug); ok {
			on = append(on, v.Name)
		}
	}
	for _, id := range q.Accounts {
		if a, ok := known.accounts[id]; ok {
			on = append(on, a.Label)
		}
	}
	for _, id := range q.Locations {
		on = append(on, known.location(id))
	}
	return append(on, q.Tags...)
}

// fitText says which filters are on, for the page on which nothing fits.
func fitText(on []string) string {
	for i, word := range on {
		on[i] = "“" + word + "”"
	}
	switch len(on) {
	case 0:
		return ""
	case 1:
		return "The filter " + on[0] + " is on."
	}
	return "The filters " + strings.Join(on, ", ") + " are on."
}
