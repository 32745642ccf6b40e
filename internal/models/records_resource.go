package models

import (
	"encoding/json"
	"time"

	"pinfold/internal/providers"
)

// Resource is one thing at a provider, as last known.
type Resource struct {
	ID         ID
	TeamID     ID             `gorm:"index:resource_list,priority:1;index:resource_count,priority:1"`
	AccountID  ID             `gorm:"uniqueIndex:resource_once,priority:1;index:resource_count,priority:4"`
	Kind       providers.Kind `gorm:"uniqueIndex:resource_once,priority:2;index:resource_list,priority:2;index:resource_count,priority:2"`
	Location   string         `gorm:"uniqueIndex:resource_once,priority:3;index:resource_count,priority:5"`
	ExternalID string         `gorm:"uniqueIndex:resource_once,priority:4"`
	Parent     string
	// Source is the list that the resource was found in.
	Source    string          `gorm:"index:resource_count,priority:7"`
	Name      string          `gorm:"index:resource_list,priority:4"`
	State     providers.State `gorm:"index:resource_count,priority:6"`
	StateWord string
	// StateSince is when the state was first seen.
	StateSince time.Time
	// Search is the lower-case text that a search looks in.
	Search string
	// System, AddressKey, CPU, MemoryMB and DiskGB repeat facts of a server for
	// lists to sort by: reading JSON of every row would take long.
	System     string
	AddressKey string
	CPU        int
	MemoryMB   int
	DiskGB     int
	Facts      json.RawMessage
	Gauges     json.RawMessage
	// Sealed holds the secrets, SealedNames tells which, separated by commas.
	Sealed      []byte
	SealedNames string
	// SealedDigest is a keyed digest of the secrets, to see that they changed.
	SealedDigest string
	FirstSeen    time.Time
	LastSeen     time.Time
	// CheckedAt is when the resource itself was last read or changed; its list
	// may have confirmed it later.
	CheckedAt time.Time `gorm:"index:resource_count,priority:9"`
	// Missed counts complete lists in a row that lacked the resource.
	Missed int        `gorm:"index:resource_count,priority:8"`
	GoneAt *time.Time `gorm:"index:resource_list,priority:3;index:resource_count,priority:3"`
	// ExpiresAt is when a server ends unless it is paid for, nil if the provider
	// does not tell. It repeats a fact, so that a page need not read all facts.
	ExpiresAt *time.Time
}

// Change is one change of a fact of a resource.
type Change struct {
	ID         ID
	TeamID     ID `gorm:"index"`
	ResourceID ID `gorm:"index"`
	At         time.Time
	Field      string
	Before     string
	After      string
	// OperationID names the operation that was at work on the resource, if any.
	OperationID *ID
	// First is set for what the first reading of a list found: that was there
	// before, so nothing changed.
	First bool
}

// Ref is how the provider knows the resource.
func (r Resource) Ref() providers.Ref {
	return providers.Ref{ID: r.ExternalID, Location: r.Location}
}

// Server decodes the facts of a server. Facts of another shape yield zero
// values: a page shows less rather than nothing.
func (r Resource) Server() (facts providers.ServerFacts) {
	_ = json.Unmarshal(r.Facts, &facts)
	return facts
}

// Order decodes the facts of an order.
func (r Resource) Order() providers.OrderFacts { return decode[providers.OrderFacts](r.Facts) }

// SSHKey decodes the facts of a public key.
func (r Resource) SSHKey() providers.SSHKeyFacts { return decode[providers.SSHKeyFacts](r.Facts) }

// Ticket decodes the facts of a ticket.
func (r Resource) Ticket() providers.TicketFacts { return decode[providers.TicketFacts](r.Facts) }

// Thread decodes what was said in a ticket; no entries if it was never read.
func (r Resource) Thread() providers.TicketThread { return decode[providers.TicketThread](r.Gauges) }

// Zone decodes the facts of a zone, Zoned what was told when it was read.
func (r Resource) Zone() providers.ZoneFacts   { return decode[providers.ZoneFacts](r.Facts) }
func (r Resource) Zoned() providers.ZoneGauges { return decode[providers.ZoneGauges](r.Gauges) }

// Reverse decodes the facts of the name of an address.
func (r Resource) Reverse() providers.ReverseFacts { return decode[providers.ReverseFacts](r.Facts) }

// Load decodes the gauges of a server.
func (r Resource) Load() (gauges providers.ServerGauges) {
	_ = json.Unmarshal(r.Gauges, &gauges)
	return gauges
}

// Network returns the facts of a private network.
func (r Resource) Network() providers.NetworkFacts {
	return decode[providers.NetworkFacts](r.Facts)
}
