package cloudatcost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that are not possible for a better reason than that
// the document has no call for them.
func lacks(settings form.Values) providers.Reasons {
	reasons := providers.Reasons{
		"server.create": "CloudAtCost's API has no call to create servers.",
		"order.install": "CloudAtCost has no orders.",
		"order.cancel":  "CloudAtCost has no orders.",
	}
	if styleOf(settings) == stylePHP {
		reasons["server.rebuild"] = "The later version of CloudAtCost's API has no call for this."
	}
	return reasons
}
