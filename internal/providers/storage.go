package providers

import (
	"context"

	"pinfold/internal/form"
)

// StorageFacts describes an account of an object store.
type StorageFacts struct {
	// Endpoint is where clients connect: a URL, or host and port.
	Endpoint string `json:"endpoint,omitempty"`
	// Login is the user's name there, "" while there is no user.
	Login string `json:"login,omitempty"`
	// S3 says that the endpoint speaks S3 and that keys are things of their own.
	S3 bool `json:"s3,omitempty"`
}

// StorageSettings are what CLO-38 tells of a store beside its list.
type StorageSettings struct {
	Default bool `json:"default,omitempty"`
	// CacheControl is X-Object-Meta-Cache-Control, Expires the directive expires,
	// Bypass the header that renews the cache, Referers the filter of sources.
	CacheControl string `json:"cache_control,omitempty"`
	Expires      string `json:"expires,omitempty"`
	Bypass       string `json:"bypass,omitempty"`
	Referers     string `json:"referers,omitempty"`
	// PublicSearch begins a search with the container Public.
	PublicSearch bool `json:"public_search,omitempty"`
	// PublicURL is the public domain, PublicState the provider's word for it.
	PublicURL   string `json:"public_url,omitempty"`
	PublicState string `json:"public_state,omitempty"`
}

// StorageGauges are what a store holds, and how it is set.
type StorageGauges struct {
	SizeBytes int64 `json:"size_bytes"`
	// Settings are told only when the store is read by itself; its list leaves
	// them as they are.
	Settings *StorageSettings `json:"settings,omitempty"`
}

// The names of a store's secrets.
const (
	SecretStorageKey   = "storage_key"
	SecretStorageToken = "storage_token"
	// SecretAPIKey is told once, when a store is made.
	SecretAPIKey = "api_key"
	// SecretS3 is the secret half of a pair of S3 keys; the other half is its ID.
	SecretS3 = "secret_key"
)

// StoreReader reads one store with its settings (CLO-38).
type StoreReader interface {
	Inventory
	// Store returns a NotFound error for a store that does not exist.
	Store(ctx context.Context, ref Ref) (Observation, error)
}

// StoreCreator makes stores (CLO-40), another one each time.
type StoreCreator interface {
	StoreReader
	// Stores lists all stores (CLO-37).
	Stores(ctx context.Context) ([]Observation, error)
	// StoreForm has the field "title" and the provider's settings, as they are
	// now; nil for a new store. It works on a zero client.
	StoreForm(now *Observation) form.Form
	CreateStore(ctx context.Context, in form.Values) (Created, error)
}

// StoreChanger sets the title and the settings of a store (CLO-39).
type StoreChanger interface {
	StoreReader
	StoreForm(now *Observation) form.Form
	// ChangeStore sends what the form holds; StoreHas reports whether a reading
	// shows it.
	ChangeStore(ctx context.Context, ref Ref, in form.Values) error
	StoreHas(read Observation, in form.Values) bool
}

// StoreDeleter deletes a store with all that is in it (CLO-41).
type StoreDeleter interface {
	StoreReader
	DeleteStore(ctx context.Context, ref Ref) error
}

// S3KeyReader lists the keys of the account's S3 user (IDC-37). A key's ID is
// its public half; none are listed while there is no user.
type S3KeyReader interface {
	Inventory
	S3Keys(ctx context.Context) ([]Observation, error)
}

// S3UserMaker makes the S3 user and its first keys if there are none, and
// answers with the keys that there are (IDC-35).
type S3UserMaker interface {
	S3KeyReader
	CreateS3User(ctx context.Context) ([]Observation, error)
}

// S3KeyMaker makes another pair of keys and answers with all (IDC-38).
type S3KeyMaker interface {
	S3KeyReader
	CreateS3Key(ctx context.Context) ([]Observation, error)
}

// S3KeyRemover deletes a pair of keys by its public half (IDC-36).
type S3KeyRemover interface {
	S3KeyReader
	DeleteS3Key(ctx context.Context, ref Ref) error
}
