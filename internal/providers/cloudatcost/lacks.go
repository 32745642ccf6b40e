package cloudatcost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that are not possible for a better reason than that
// the document has no call for them.
func lacks(form.Values) providers.Reasons {
	return providers.Reasons{
		"order.install": "CloudAtCost has no orders.",
		"order.cancel":  "CloudAtCost has no orders.",
	}
}
