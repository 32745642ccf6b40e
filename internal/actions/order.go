package actions

import (
	"context"

	"pinfold/internal/providers"
)

// order reads one order, stores what it says and returns it.
func (r *Run) order(ctx context.Context, c providers.OrderReader, ref providers.Ref) (providers.Observation, error) {
	item, err := c.Order(ctx, ref)
	if err != nil {
		return item, err
	}
	id, err := r.Observe(ctx, item)
	if r.ResourceID == 0 { // A creation finds out here what it made.
		r.ResourceID = id
	}
	return item, err
}

func stageOf(item providers.Observation) providers.OrderStage {
	facts, _ := item.Facts.(providers.OrderFacts)
	return facts.Stage
}

// blockedAt looks the target's stage up among those that block an action. A
// stage that is not known blocks all.
func blockedAt(t Target, reasons map[providers.OrderStage]string) string {
	if t.Resource == nil {
		return ""
	}
	if why, ok := reasons[t.Resource.Order().Stage]; ok {
		return why
	}
	return "Its status at " + t.Vendor.Name + " is " + t.Resource.StateWord + "."
}

// orderName is an order within a sentence: "order 47200".
func orderName(t Target) string {
	if t.Resource == nil {
		return "order"
	}
	return "order " + t.Resource.ExternalID
}
