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
	// KindLocation is a data center, KindTariff a size that can be ordered.
	KindLocation Kind = "location"
	KindTariff   Kind = "tariff"
	KindOrder    Kind = "order"
	KindSSHKey   Kind = "sshkey"
	KindNetwork  Kind = "network"
	// KindAddress is a public address that exists by itself.
	KindAddress Kind = "address"
	KindBilling Kind = "billing"
	// KindParameter is one constraint of a provider's own form, KindPrice one
	// line of its price list.
	KindParameter Kind = "parameter"
	KindPrice     Kind = "price"
	KindTask      Kind = "task"
	// KindClient is a person as a provider knows them.
	KindClient Kind = "client"
	// KindTicket is a request to the provider's support.
	KindTicket Kind = "ticket"
	// KindBackup is a copy of a server's disk, KindSubnet a range that a server
	// can get addresses from.
	KindBackup Kind = "backup"
	KindSubnet Kind = "subnet"
	// KindZone is a DNS zone, KindReverse the name of one address.
	KindZone    Kind = "zone"
	KindReverse Kind = "reverse"
	KindInvoice Kind = "invoice"
	// KindCard is a card or another way to pay that a billing account has.
	KindCard Kind = "card"
	// KindBucket holds objects, KindStorage is an account of an object store.
	KindBucket  Kind = "bucket"
	KindStorage Kind = "storage"
	// KindS3Key is a pair of keys that opens the buckets of an account.
	KindS3Key Kind = "s3key"
	// KindToken is a key of the provider's own API.
	KindToken Kind = "token"
	// KindProfile is what the provider knows of the account's owner.
	KindProfile Kind = "profile"
)

// Ref names one thing at its provider.
type Ref struct {
	// ID is the provider's handle.
	ID string
	// Location is the data center, where the provider needs it to find the thing.
	Location string
}
