package cloudatcost

import "pinfold/internal/providers"

// listing makes observations of a list. An item without an id, or with the id
// of another, cannot be told from others; with one of those the list no longer
// speaks for what it lacks.
func listing[T any](items []T, observe func(T) providers.Observation, err error) (providers.Listing, error) {
	if err != nil {
		return providers.Listing{}, err
	}
	l := providers.Listing{Complete: true}
	seen := map[string]bool{}
	for _, item := range items {
		o := observe(item)
		if o.ID == "" || seen[o.ID] {
			l.Complete = false
			continue
		}
		seen[o.ID] = true
		l.Items = append(l.Items, o)
	}
	return l, nil
}
