// Package objects reads and writes the objects of a bucket over S3. Nothing of
// them is kept: lists, uploads and downloads pass through.
package objects

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"pinfold/internal/secrets"
)

// Config says whose bucket is opened, where, and with which keys.
type Config struct {
	// Name is the provider, for sentences.
	Name     string
	Endpoint *url.URL
	Bucket   string
	Access   string
	Secret   secrets.Text
	// Transport guards which addresses are called.
	Transport http.RoundTripper
}

// Bucket is an open bucket. It may be used concurrently.
type Bucket struct{ Config }

// answersWithin bounds one call that is not a transfer.
const answersWithin = 20 * time.Second

// Open makes a bucket of its configuration. It calls nothing.
func Open(c Config) *Bucket { return &Bucket{c} }

// client is a client whose calls end with ctx: not all of minio's take one.
func (b *Bucket) client(ctx context.Context) (*minio.Core, error) {
	core, err := minio.NewCore(b.Endpoint.Host, &minio.Options{
		Creds:        credentials.NewStaticV4(b.Access, b.Secret.Reveal(), ""),
		Secure:       b.Endpoint.Scheme == "https",
		Transport:    bound{b.Transport, ctx},
		Region:       "us-east-1", // What a server takes that has no regions; else each call begins with a question.
		BucketLookup: minio.BucketLookupPath,
		MaxRetries:   2,
	})
	if err != nil {
		return nil, b.failed(err)
	}
	return core, nil
}

// bound sends requests as part of ctx.
type bound struct {
	base http.RoundTripper
	ctx  context.Context
}

// RoundTrip implements http.RoundTripper.
func (t bound) RoundTrip(r *http.Request) (*http.Response, error) {
	return t.base.RoundTrip(r.WithContext(t.ctx))
}
