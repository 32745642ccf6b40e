package api

import "pinfold/internal/providers/wire"

// Cost is a resource of IDC-79 with what it cost since the month began.
type Cost struct {
	Description wire.String       `json:"description"`
	Hours       wire.String       `json:"hours"`
	Price       wire.String       `json:"price"`
	Unit        wire.String       `json:"price_unit"`
	Cost        wire.String       `json:"cost"`
	Types       []wire.String     `json:"uptime_types"`
	Of          wire.List[CostOf] `json:"configurations"`
}

// CostOf names the server that a line is about.
type CostOf struct {
	VM wire.String `json:"vm_name"`
}
