package idcloudhost

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.BucketCreator = (*Client)(nil)
	_ providers.BucketBiller  = (*Client)(nil)
	_ providers.BucketDeleter = (*Client)(nil)
)

const pathBucket = "/storage/bucket"

// listBuckets lists the buckets of all billing accounts (IDC-34).
func (c *Client) listBuckets(ctx context.Context) (providers.Listing, error) {
	return plainList(ctx, c, ask{op: "IDC-34", path: pathBucket + "/list"}, observeBucket)
}

// Buckets implements providers.BucketCreator (IDC-34). A list that cannot serve
// as a snapshot is an error.
func (c *Client) Buckets(ctx context.Context) ([]providers.Observation, error) {
	l, err := c.listBuckets(ctx)
	if err == nil && !l.Complete {
		err = unclear("IDC-34", "a bucket")
	}
	return l.Items, err
}

// Bucket implements providers.BucketReader (IDC-33). The name goes into the
// query: a GET has no body.
func (c *Client) Bucket(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkBucket("IDC-33", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	b, err := one(ctx, c, ask{op: "IDC-33", path: pathBucket, query: url.Values{"name": {ref.ID}}}, ref.ID, bucketName)
	return observeBucket(b), err
}

// CreateBucket implements providers.BucketCreator (IDC-30).
func (c *Client) CreateBucket(ctx context.Context, name, billing string) (providers.Ref, error) {
	if err := checkBucket("IDC-30", name); err != nil {
		return providers.Ref{}, err
	}
	in := url.Values{"name": {name}}
	if billing != "" {
		in.Set("billing_account_id", billing)
	}
	_, err := one(ctx, c, ask{op: "IDC-30", method: http.MethodPut, path: pathBucket, form: in}, name, bucketName)
	return providers.Ref{ID: name}, err
}

// BillBucket implements providers.BucketBiller (IDC-31).
func (c *Client) BillBucket(ctx context.Context, ref providers.Ref, billing string) error {
	if err := checkBucket("IDC-31", ref.ID); err != nil {
		return err
	}
	in := url.Values{"name": {ref.ID}, "billing_account_id": {billing}}
	return c.do(ctx, ask{op: "IDC-31", method: http.MethodPatch, path: pathBucket, form: in, parse: taken})
}

// DeleteBucket implements providers.BucketDeleter (IDC-32). The document calls
// the name a parameter of the query and sends it in the body, so it goes into
// both.
func (c *Client) DeleteBucket(ctx context.Context, ref providers.Ref) error {
	if err := checkBucket("IDC-32", ref.ID); err != nil {
		return err
	}
	in := url.Values{"name": {ref.ID}}
	return c.do(ctx, ask{op: "IDC-32", method: http.MethodDelete, path: pathBucket, query: in, form: in, parse: deleted})
}

func bucketName(b api.Bucket) string { return b.Name.Trim() }

func checkBucket(op providers.OpID, name string) error {
	if checkID(op, name) == nil {
		return nil
	}
	return invalid(op, "This is not the name of a bucket. Nothing was sent.")
}

func observeBucket(b api.Bucket) providers.Observation {
	return providers.Observation{
		Kind: providers.KindBucket, ID: b.Name.Trim(), Name: b.Name.Trim(), State: providers.Available,
		Facts: providers.BucketFacts{Billing: b.Billing.Trim(), CreatedAt: storageTime(b.Created)},
		Gauges: providers.BucketGauges{SizeBytes: max(b.Size.Value, 0), Objects: max(b.Objects.Value, 0),
			ModifiedAt: storageTime(b.Modified)},
	}
}

// storageTime reads a time such as 2021-01-22T12:57:13.808+0000.
func storageTime(text wire.String) time.Time {
	if at, err := time.Parse("2006-01-02T15:04:05.999-0700", text.Trim()); err == nil {
		return at.UTC()
	}
	return timeOf(text)
}
