package idcloudhost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that the document has no call for.
func lacks(form.Values) providers.Reasons {
	const none = "IDCloudHost's API has no call for this."
	return providers.Reasons{
		"server.address_add": none + " Reserve address does it.",
		"address.move":       none + " Unassign the address and assign it again.",
		"address.remove":     none + " Delete does it.",
	}
}
