package clodo

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that the document has no call for.
func lacks(form.Values) providers.Reasons {
	const none = "Clodo's API has no call for this."
	return providers.Reasons{
		"server.force_stop":      none,
		"server.rescue":          none,
		"server.rename":          none,
		"server.password":        none,
		"server.auto_backup":     none,
		"server.clone":           none,
		"server.disk_add":        none,
		"server.disk_delete":     none,
		"server.address_reserve": none + " Add address does it.",
		"server.address_release": none,
		"address.assign":         none,
		"address.unassign":       none,
		"address.rename":         none,
		"address.delete":         none + " Remove does it.",
		"address.create":         none,
		"network.rename":         none,
		"network.default":        none,
		"network.delete":         none,
		"network.create":         none,
	}
}
