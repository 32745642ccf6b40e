package inferno

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that the document has no call for.
func lacks(form.Values) providers.Reasons {
	const none = "Inferno's API has no call for this."
	return providers.Reasons{
		"server.create":      "At Inferno a server is ordered, paid there, and then installed.",
		"server.rebuild":     none,
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
}
