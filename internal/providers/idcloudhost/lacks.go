package idcloudhost

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that the document has no call for.
func lacks(form.Values) providers.Reasons {
	return providers.Reasons{
		"server.rebuild": "IDCloudHost's API has no call to install a system anew. A server can go back to one of its copies.",
	}
}
