package providers

import "context"

// AddressReleaser is a provider at which an address outlives the server that
// it is assigned to, and goes on costing until it is released (IDC-49).
type AddressReleaser interface {
	AddressReader
	// ReleaseAddress gives the address up, by id. It returns a NotFound error
	// for one that the account does not have.
	ReleaseAddress(ctx context.Context, ref Ref) error
}
