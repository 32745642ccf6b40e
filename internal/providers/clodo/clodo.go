// Package clodo is the adapter to Clodo. Its JSON stays in internal/api; what
// leaves the package is neutral. Operation ids refer to the catalog.
package clodo

import (
	"time"
	_ "time/tzdata" // the machine may have no zone files

	"pinfold/internal/providers"
)

const name = "Clodo"

// moscow is the zone of every time that Clodo writes.
var moscow = mustLoad("Europe/Moscow")

func mustLoad(zone string) *time.Location {
	location, err := time.LoadLocation(zone)
	if err != nil {
		panic("clodo: " + err.Error())
	}
	return location
}

// Vendor describes Clodo.
func Vendor() providers.Vendor {
	return providers.Vendor{
		Slug:     providers.Clodo,
		Name:     name,
		Code:     "CL",
		Currency: "RUB",
		Connect:  connectForm(),
		KeyHelp:  "In Clodo's panel under «Мой профиль».",
		Zero:     &Client{},
		Lacks:    lacks,
		Open:     open,
		Endpoint: endpointOf,
		Limits:   documentedLimits(),
	}
}

// documentedLimits are the limits of a user who has no others, by CLO-02.
func documentedLimits() []providers.Limit {
	return []providers.Limit{
		{Method: "GET", Count: 60, Per: time.Minute},
		{Method: "POST", Count: 10, Per: time.Minute},
		{Method: "POST", Prefix: "/servers", Count: 50, Per: 24 * time.Hour},
		{Method: "PUT", Count: 10, Per: time.Minute},
		{Method: "DELETE", Count: 60, Per: time.Minute},
	}
}
