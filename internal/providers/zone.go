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

// ZoneGauges is what is told of a zone when it is read by itself. Its list
// leaves it as it is.
type ZoneGauges struct {
	// Serial is that of the SOA record, "" if the zone shows none.
	Serial string `json:"serial,omitempty"`
	// Types are the types of records that the zone allows.
	Types []string `json:"types,omitempty"`
	// Listed is how many records the list counted when the zone was read: another
	// number there means that it has changed.
	Listed int `json:"listed,omitempty"`
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
	// Manner is how the provider writes records, for a change to be written the
	// same way.
	Manner ZoneManner
}

// ZoneManner is how a provider writes records. The zero value is what most name
// servers keep: whole names without a dot at the end, texts in quotes.
type ZoneManner struct {
	// ShortNames are relative to the zone, DottedNames end with a dot.
	ShortNames, DottedNames bool
	// DottedHosts says that hosts in the content end with a dot.
	DottedHosts bool
	// BareTexts stand without quotes.
	BareTexts bool
	// InContent says that the priority begins the content.
	InContent bool
}

// ZoneReader reads the records of a zone (CLO-28).
type ZoneReader interface {
	// Zone returns a NotFound error for a zone that does not exist. Names of
	// records are told relative to name, that of the zone.
	Zone(ctx context.Context, ref Ref, name string) (ZoneContent, error)
}

// ZoneLister lists all zones of an account (CLO-25).
type ZoneLister interface {
	// Zones fails if the list is not complete.
	Zones(ctx context.Context) ([]Observation, error)
}

// ZoneEdit is what is written to a zone at once: additions and changes of
// records, no removals.
type ZoneEdit struct {
	// Name is that of the zone.
	Name    string
	Manner  ZoneManner
	Changes []zone.Change
}

// ZoneEditor changes the records of a zone.
type ZoneEditor interface {
	ZoneReader
	ZoneLister
	// EditZone writes additions and changes in one call (CLO-29). Each addition
	// makes another record.
	EditZone(ctx context.Context, ref Ref, edit ZoneEdit) error
	// RemoveRecord removes one record by its id (CLO-30) and returns the new
	// serial number, "" if it is not told.
	RemoveRecord(ctx context.Context, ref Ref, record string) (serial string, err error)
}

// NewZone is a zone to be made.
type NewZone struct {
	Name string
	Role ZoneRole
	// Master is the address that a slave copies from.
	Master string
}

// ZoneMaker makes zones (CLO-26). Each call makes another one.
type ZoneMaker interface {
	ZoneLister
	// AddZone returns the new zone, an empty id if the answer does not tell it.
	AddZone(ctx context.Context, z NewZone) (Ref, error)
}

// ZoneRemover deletes a zone with all its records (CLO-27).
type ZoneRemover interface {
	ZoneLister
	DeleteZone(ctx context.Context, ref Ref) error
}

// ZoneMasterSetter changes the address that a slave copies from (CLO-29).
type ZoneMasterSetter interface {
	ZoneLister
	SetZoneMaster(ctx context.Context, ref Ref, address string) error
}
