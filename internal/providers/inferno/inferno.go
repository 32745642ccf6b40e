// Package inferno is the adapter to Inferno Solutions. Its JSON stays in
// internal/api; what leaves the package is neutral. Operation ids refer to the
// catalog.
package inferno

import (
	"time"

	"pinfold/internal/providers"
)

const name = "Inferno"

// Vendor describes Inferno Solutions.
func Vendor() providers.Vendor {
	return providers.Vendor{
		Slug:     providers.Inferno,
		Name:     "Inferno Solutions",
		Code:     "IN",
		Currency: "USD",
		Connect:  connectForm(),
		KeyHelp: "Inferno gives client id and key for the e-mail and password of your account there. " +
			"It accepts them only from addresses that are listed there.",
		Zero:     &Client{},
		Lacks:    lacks,
		Open:     open,
		Endpoint: endpointOf,
		// The document names no limits. One call a second spares a script
		// that each call starts anew.
		Limits: []providers.Limit{{Count: 60, Per: time.Minute}},
		Trade:  &providers.Trade{Label: "E-mail and password", Form: tradeForm(), Do: tradeCredentials},
	}
}
