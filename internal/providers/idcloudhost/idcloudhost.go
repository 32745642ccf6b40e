// Package idcloudhost is the adapter to IDCloudHost. Its JSON stays in
// internal/api; what leaves the package is neutral. Operation ids refer to the
// catalog.
package idcloudhost

import (
	"time"

	"pinfold/internal/providers"
)

const name = "IDCloudHost"

// Vendor describes IDCloudHost. Its document names no currency of the prices;
// rupiah is that of its country.
func Vendor() providers.Vendor {
	return providers.Vendor{
		Slug:     providers.IDCloudHost,
		Name:     name,
		Code:     "ID",
		Currency: "IDR",
		Connect:  connectForm(),
		KeyHelp: "In IDCloudHost's console under API Access. Prices are taken to be in rupiah (IDR), " +
			"since the provider does not name their currency.",
		Zero:     &Client{},
		Lacks:    lacks,
		Open:     open,
		Endpoint: endpointOf,
		Limits:   carefulLimits(),
	}
}

// carefulLimits hold since the document names none. A refresh makes two calls
// a location and minute; the first one also asks for the cards and invoices of
// each billing account, with half of the calls.
func carefulLimits() []providers.Limit {
	return []providers.Limit{{Count: 120, Per: time.Minute}}
}
