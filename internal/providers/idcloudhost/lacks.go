package idcloudhost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that are not possible for a better reason than that
// the document has no call for them.
func lacks(form.Values) providers.Reasons {
	return providers.Reasons{
		"storage.create":     "IDCloudHost has one object storage for an account.",
		"storage.update":     "IDCloudHost's API has no settings of the object storage.",
		"storage.delete":     "IDCloudHost has one object storage for an account. It stays.",
		"backup.overwrite":   name + "'s API has no call that makes a copy in the place of another.",
		"backup.schedule":    name + "'s API has no call for the days of a copy.",
		"backup.describe":    name + "'s API has no call to describe a copy.",
		"order.create":       "Servers at IDCloudHost are created, not ordered.",
		"order.install":      "IDCloudHost has no orders.",
		"order.cancel":       "IDCloudHost has no orders.",
		"server.rebuild":     "IDCloudHost's API has no call to install a system anew. A server can go back to one of its copies.",
		"server.address_add": "IDCloudHost's API has no call for this. Reserve address does it.",
		"address.move":       "IDCloudHost's API has no call for this. Unassign the address and assign it again.",
		"address.remove":     "IDCloudHost's API has no call for this. Delete does it.",
	}
}
