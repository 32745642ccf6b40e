package providers

import (
	"context"
	"time"
)

// NetworkReader reads one private network, as after a change to it.
type NetworkReader interface {
	// Network returns a NotFound error for a network that does not exist.
	Network(ctx context.Context, ref Ref) (Observation, error)
}

// AddressReader reads one public address that exists by itself.
type AddressReader interface {
	// Address returns a NotFound error for an address that the account does
	// not have.
	Address(ctx context.Context, ref Ref) (Observation, error)
}

// NetworkFacts describes a private network.
type NetworkFacts struct {
	// Subnet is the range of its addresses, such as 10.1.104.0/24.
	Subnet string `json:"subnet,omitempty"`
	// Default says that new servers join it unless they are told otherwise.
	Default bool `json:"default,omitempty"`
	VLAN    int  `json:"vlan,omitempty"`
	// Type is the provider's word.
	Type string `json:"type,omitempty"`
	// ServerIDs are the provider's handles of the servers in it, sorted. They
	// are in the location of the network.
	ServerIDs []string `json:"server_ids,omitempty"`
	// Resources counts all that is in it, also what is no server. A network is
	// empty when it is 0.
	Resources int       `json:"resources,omitempty"`
	CreatedAt time.Time `json:"created_at,omitzero"`
}
