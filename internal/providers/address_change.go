package providers

import "context"

// AddressAdder gives a server another public address. Each call adds one more.
type AddressAdder interface {
	ServerReader
	// ServerParts has the list "addresses", which shows what was added.
	ServerParts
	// AddAddress adds an address of the subnet, of any for "" (CLO-21). It does
	// not tell which.
	AddAddress(ctx context.Context, server Ref, subnet string) error
}

// AddressRemover gives an additional address of a server back, by its text.
type AddressRemover interface {
	ServerReader
	ServerParts
	// RemoveAddress returns a NotFound error if the server does not exist (CLO-22).
	RemoveAddress(ctx context.Context, server Ref, ip string) error
}

// AddressMover moves an additional address to another server.
type AddressMover interface {
	ServerReader
	ServerParts
	// MoveAddress names only the server that gets the address (CLO-23).
	MoveAddress(ctx context.Context, to Ref, ip string) error
}

// AddressLister lists the addresses of a location that exist by themselves
// (IDC-46). Their Parent is the server that they are assigned to.
type AddressLister interface {
	AddressReader
	Addresses(ctx context.Context, location string) ([]Observation, error)
}

// AddressReserver reserves an address for a server and detaches it again.
type AddressReserver interface {
	ServerReader
	AddressLister
	// ReserveAddress makes and assigns another address each time (IDC-16). It does
	// not tell which.
	ReserveAddress(ctx context.Context, server Ref) error
	// DetachAddress takes the server's address from it (IDC-15). The address stays
	// reserved for the account.
	DetachAddress(ctx context.Context, server Ref) error
}

// NewAddress is what an address is created with.
type NewAddress struct {
	Location string
	// Billing is the id of the billing account that pays.
	Billing string
	// Name is what a person calls it.
	Name string
}

// AddressCreator creates addresses that exist by themselves.
type AddressCreator interface {
	AddressLister
	// CreateAddress makes another one each time (IDC-45).
	CreateAddress(ctx context.Context, in NewAddress) (Ref, error)
}

// AddressChanger changes what an address is called and who pays for it (IDC-48).
type AddressChanger interface {
	AddressReader
	ChangeAddress(ctx context.Context, ref Ref, name, billing string) error
}

// AddressAssigner assigns an address to a server of its location (IDC-50), and
// takes it away again (IDC-51).
type AddressAssigner interface {
	AddressReader
	ServerReader
	AssignAddress(ctx context.Context, ref Ref, server string) error
	UnassignAddress(ctx context.Context, ref Ref) error
}

// The labels of an address's details that the panel itself reads.
const (
	DetailPrimary = "Primary"
	DetailPrivate = "Private"
	DetailBilling = "Billing account"
)

// Detail is the value with the label, "" if there is none.
func (f NamedFacts) Detail(label string) string {
	for _, d := range f.Details {
		if d.Label == label {
			return d.Value
		}
	}
	return ""
}
