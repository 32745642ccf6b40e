package objects_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"pinfold/internal/objects"
	"pinfold/internal/providers/wire"
	"pinfold/internal/sandbox"
	"pinfold/internal/secrets"
)

// The keys are those of the sandbox's samples.
const (
	access = "ES1RQ7XK2M4T0B8C5W1N"
	secret = "bwtl8Qm2Zr5Xc7Vn1Lk4Jh6Gf3Ds9Pa0YuTiReLU"
)

// open starts an S3 server and opens one of its buckets.
func open(t *testing.T, bucket string) *objects.Bucket {
	t.Helper()
	return at(t, sandbox.New(sandbox.Options{}).Handler(), bucket)
}

func at(t *testing.T, handler http.Handler, bucket string) *objects.Bucket {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	transport := wire.ObjectTransport([]string{address.Host})
	t.Cleanup(transport.CloseIdleConnections)
	return objects.Open(objects.Config{Name: "IDCloudHost", Endpoint: address, Bucket: bucket,
		Access: access, Secret: secrets.NewText(secret), Transport: transport})
}
