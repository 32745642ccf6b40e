package inferno_test

import (
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestManyServers reads an account of 2,500 servers. The bound is far from
// what is usual.
func TestManyServers(t *testing.T) {
	begun := time.Now()
	const want = 2501 // One of the samples is paid and not installed.
	_, client := newWorld(t, sandbox.Options{Servers: 2500, Seed: 4})
	listing, err := client.Sources()[0].Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	servers := 0
	for _, o := range listing.Items {
		if o.Kind == providers.KindServer {
			servers++
		}
	}
	if took := time.Since(begun); !listing.Complete || servers != want || took > 15*time.Second {
		t.Errorf("%d servers, complete is %v, after %s", servers, listing.Complete, took)
	}
}
