package cloudatcost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that the document has no call for.
func lacks(settings form.Values) providers.Reasons {
	const none = "CloudAtCost's API has no call for this."
	reasons := providers.Reasons{
		"server.create":      "CloudAtCost's API has no call to create servers.",
		"server.force_stop":  none,
		"server.rescue":      none,
		"server.delete":      none,
		"server.rename":      none,
		"server.resize":      none,
		"server.password":    none,
		"server.auto_backup": none,
		"server.clone":       none,
		"server.disk_add":    none,
		"server.disk_grow":   none,
		"server.disk_delete": none,
	}
	if styleOf(settings) == stylePHP {
		reasons["server.rebuild"] = "The later version of CloudAtCost's API has no call for this."
	}
	return reasons
}
