// Package providers holds what is common to all hosting providers: neutral
// types for what they tell, the small interfaces that a provider's client
// implements, the kinds of error, and the catalog of documented operations.
package providers

// Slug names a provider in code, routes and rows.
type Slug string

// The providers.
const (
	CloudAtCost Slug = "cloudatcost"
	Inferno     Slug = "inferno"
	IDCloudHost Slug = "idcloudhost"
	Clodo       Slug = "clodo"
)

// Kind is a kind of thing that a provider holds.
type Kind string

// The kinds of resource.
const (
	KindAccount Kind = "account"
	KindServer  Kind = "server"
	KindImage   Kind = "image"
	KindPreset  Kind = "preset"
)

// Ref names one thing at its provider.
type Ref struct {
	// ID is the provider's handle.
	ID string
	// Location is the data center, where the provider needs it to find the thing.
	Location string
}
