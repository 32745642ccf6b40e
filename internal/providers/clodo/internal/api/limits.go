package api

import "pinfold/internal/providers/wire"

// Limits is the answer to CLO-02.
type Limits struct {
	Rate wire.List[Limit] `json:"rate"`
}

// Limit allows Value calls in a Unit. ResetTime is in seconds since 1970.
type Limit struct {
	Verb      wire.String `json:"verb"`
	URI       wire.String `json:"URI"`
	Regex     wire.String `json:"regex"`
	Value     wire.Int    `json:"value"`
	Remaining wire.Int    `json:"remaining"`
	// Unit is MINUTE, HOUR or DAY.
	Unit      wire.String `json:"unit"`
	ResetTime wire.Int    `json:"resetTime"`
}
