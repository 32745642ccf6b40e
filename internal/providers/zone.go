package providers

import (
	"context"

	"pinfold/internal/zone"
)

// ZoneRole says who holds the records of a zone.
type ZoneRole string

// The roles.
const (
	// ZoneMaster is edited at the provider.
	ZoneMaster ZoneRole = "master"
	// ZoneSlave copies the records of another name server.
	ZoneSlave ZoneRole = "slave"
)

// ZoneFacts describes a DNS zone, as the list of zones tells it.
type ZoneFacts struct {
	Role ZoneRole `json:"role,omitempty"`
	// Master is the address that a slave copies from, where the provider tells.
	Master string `json:"master,omitempty"`
	// Records counts what the provider says the zone holds.
	Records int `json:"records,omitempty"`
}

// ReverseFacts describes the name that an address resolves to (CLO-25).
type ReverseFacts struct {
	// Value is the name, Zone the zone that holds it.
	Value string `json:"value,omitempty"`
	Zone  string `json:"zone,omitempty"`
	// Server is the provider's name of the server that has the address.
	Server string `json:"server,omitempty"`
}

// ZoneContent is what a zone holds.
type ZoneContent struct {
	// Types are the types of records that the zone allows.
	Types   []string
	Records []zone.Record
}

// ZoneReader reads the records of a zone (CLO-28).
type ZoneReader interface {
	// Zone returns a NotFound error for a zone that does not exist.
	Zone(ctx context.Context, ref Ref) (ZoneContent, error)
}
