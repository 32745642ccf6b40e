package clodo

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that are not possible for a better reason than that
// the document has no call for them.
func lacks(form.Values) providers.Reasons {
	return providers.Reasons{
		"bucket.create":          "Clodo has stores instead of buckets.",
		"storage.user_create":    "Clodo's stores have keys of their own.",
		"storage.key_create":     "Clodo's stores have keys of their own.",
		"backup.convert":         "Clodo has one type of backup.",
		"server.disk_grow":       "A server at Clodo has one disk. It grows with Change size.",
		"order.create":           "Servers at Clodo are created, not ordered.",
		"order.install":          "Clodo has no orders.",
		"order.cancel":           "Clodo has no orders.",
		"server.address_reserve": "Clodo's API has no call for this. Add address does it.",
		"address.delete":         "Clodo's API has no call for this. Remove does it.",
	}
}
