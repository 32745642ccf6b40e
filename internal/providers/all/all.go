// Package all lists the providers that the panel can talk to.
package all

import (
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
	"pinfold/internal/providers/cloudatcost"
	"pinfold/internal/providers/idcloudhost"
	"pinfold/internal/providers/inferno"
)

// Vendors returns all providers, in the order in which they are offered.
func Vendors() []providers.Vendor {
	return []providers.Vendor{
		clodo.Vendor(),
		idcloudhost.Vendor(),
		inferno.Vendor(),
		cloudatcost.Vendor(),
	}
}

// Find returns the provider of that slug.
func Find(slug providers.Slug) (providers.Vendor, bool) {
	for _, v := range Vendors() {
		if v.Slug == slug {
			return v, true
		}
	}
	return providers.Vendor{}, false
}
