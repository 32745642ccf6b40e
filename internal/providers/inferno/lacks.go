package inferno

import (
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// lacks names the actions that are not possible for a better reason than that
// the document has no call for them.
func lacks(form.Values) providers.Reasons {
	return providers.Reasons{
		"server.create": "At Inferno Solutions a server is ordered, paid there, and then installed.",
	}
}
