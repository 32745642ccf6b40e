// Package cloudatcost is the adapter to CloudAtCost. Its JSON stays in
// internal/api; what leaves the package is neutral. Operation ids refer to the
// catalog.
package cloudatcost

import (
	"time"

	"pinfold/internal/providers"
)

const name = "CloudAtCost"

// Vendor describes CloudAtCost.
func Vendor() providers.Vendor {
	return providers.Vendor{
		Slug:     providers.CloudAtCost,
		Name:     name,
		Code:     "CA",
		Currency: "USD",
		Connect:  connectForm(),
		KeyHelp:  "In the API settings of the CloudAtCost panel. The address of this machine may have to be allowed there.",
		Zero:     &Client{},
		Lacks:    lacks,
		Open:     open,
		Endpoint: endpointOf,
		Limits:   carefulLimits(),
	}
}

// carefulLimits bound all calls. The document knows an answer for too many of
// them and does not say how many that is.
func carefulLimits() []providers.Limit {
	return []providers.Limit{{Count: 60, Per: time.Minute}}
}
