package providers

import "context"

// NetworkLister lists the private networks of a location (IDC-40).
type NetworkLister interface {
	NetworkReader
	Networks(ctx context.Context, location string) ([]Observation, error)
}

// NetworkCreator creates private networks.
type NetworkCreator interface {
	NetworkLister
	// CreateNetwork makes another one of the name each time (IDC-41). The name is
	// not "": without one the provider returns the default network.
	CreateNetwork(ctx context.Context, location, name string) (Ref, error)
}

// NetworkChanger renames a network (IDC-44) and makes it the one that new
// servers join (IDC-43).
type NetworkChanger interface {
	NetworkLister
	RenameNetwork(ctx context.Context, ref Ref, name string) error
	MakeNetworkDefault(ctx context.Context, ref Ref) error
}

// NetworkDeleter deletes a network by id (IDC-42), which has to be empty and
// not the default one.
type NetworkDeleter interface {
	NetworkReader
	DeleteNetwork(ctx context.Context, ref Ref) error
}
