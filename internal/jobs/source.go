package jobs

import (
	"slices"

	"pinfold/internal/providers"
)

// sourceOf is the list in which a refresh finds things of the kind, so that
// what was read by itself belongs to it too.
func sourceOf(vendor providers.Vendor, kind providers.Kind) string {
	if inventory, ok := vendor.Zero.(providers.Inventory); ok {
		for _, s := range inventory.Sources() {
			if slices.Contains(s.Kinds, kind) {
				return s.Name
			}
		}
	}
	return "servers"
}
