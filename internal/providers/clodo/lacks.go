package clodo

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that the document has no call for.
func lacks(form.Values) providers.Reasons {
	const none = "Clodo's API has no call for this."
	return providers.Reasons{
		"order.create":       "Servers at Clodo are created, not ordered.",
		"order.install":      "Clodo has no orders.",
		"order.cancel":       "Clodo has no orders.",
		"sshkey.create":      none,
		"sshkey.delete":      none,
		"server.force_stop":  none,
		"server.rescue":      none,
		"server.rename":      none,
		"server.password":    none,
		"server.auto_backup": none,
		"server.clone":       none,
		"server.disk_add":    none,
		"server.disk_delete": none,
	}
}
