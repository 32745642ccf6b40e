package providers

import (
	"context"
	"time"
)

// BucketFacts describes a bucket.
type BucketFacts struct {
	// Billing is the ID of the billing account that pays for it.
	Billing   string    `json:"billing,omitempty"`
	CreatedAt time.Time `json:"created_at,omitzero"`
}

// BucketGauges are what a bucket holds.
type BucketGauges struct {
	SizeBytes  int64     `json:"size_bytes"`
	Objects    int64     `json:"objects"`
	ModifiedAt time.Time `json:"modified_at,omitzero"`
}

// BucketReader reads one bucket (IDC-33). A bucket's ID is its name.
type BucketReader interface {
	Inventory
	// Bucket returns a NotFound error for a bucket that does not exist.
	Bucket(ctx context.Context, ref Ref) (Observation, error)
}

// BucketCreator makes buckets (IDC-30). A name is taken once over all
// customers, so that the same call again is refused.
type BucketCreator interface {
	BucketReader
	// Buckets lists all buckets (IDC-34).
	Buckets(ctx context.Context) ([]Observation, error)
	// CreateBucket leaves the billing account to the provider if it is "".
	CreateBucket(ctx context.Context, name, billing string) (Ref, error)
}

// BucketBiller changes who pays for a bucket (IDC-31).
type BucketBiller interface {
	BucketReader
	BillBucket(ctx context.Context, ref Ref, billing string) error
}

// BucketDeleter deletes an empty bucket (IDC-32).
type BucketDeleter interface {
	BucketReader
	DeleteBucket(ctx context.Context, ref Ref) error
}
