package cloudatcost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that the document has no call for.
func lacks(form.Values) providers.Reasons {
	const none = "CloudAtCost's API has no call for this."
	return providers.Reasons{
		"server.force_stop": none,
		"server.rescue":     none,
	}
}
