package idcloudhost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that the document has no call for.
func lacks(form.Values) providers.Reasons {
	const none = "IDCloudHost's API has no call for this."
	return providers.Reasons{
		"order.create":  "Servers at IDCloudHost are created, not ordered.",
		"order.install": "IDCloudHost has no orders.",
		"order.cancel":  "IDCloudHost has no orders.",
		"sshkey.create": none,
		"sshkey.delete": none,
	}
}
