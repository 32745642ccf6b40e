package api

import "pinfold/internal/providers/wire"

// Backup is a copy of a server's disk, CLO-13. File numbers the copies of one
// server.
type Backup struct {
	File wire.String `json:"file"`
	Date wire.String `json:"date"`
	// Price is in roubles an hour, Size in GB.
	Price wire.String `json:"price"`
	Size  wire.Float  `json:"size"`
	Desc  wire.String `json:"desc"`
	// Days are weekdays with commas between, 1 for Monday.
	Days   wire.String `json:"days"`
	Time   wire.String `json:"time"`
	OSType wire.String `json:"os_type"`
}
