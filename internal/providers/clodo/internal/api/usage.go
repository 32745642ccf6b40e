package api

import "pinfold/internal/providers/wire"

// Usage is what a server used within a minute, CLO-11.
type Usage struct {
	// At is in seconds since 1970.
	At  wire.Int   `json:"statdate"`
	CPU wire.Float `json:"cpu_perc"`
	// Memory and MemoryUsed are in KB, In and Out in KB a minute.
	Memory     wire.Float `json:"mem_current"`
	MemoryUsed wire.Float `json:"mem_used"`
	In         wire.Float `json:"net_rx"`
	Out        wire.Float `json:"net_tx"`
	Reads      wire.Float `json:"hdd_read"`
	Writes     wire.Float `json:"hdd_write"`
}
