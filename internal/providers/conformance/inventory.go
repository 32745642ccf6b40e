package conformance

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

func testLists(t *testing.T, s Subject) {
	b := newBench(t, s, s.Credentials)
	servers := 0
	for _, source := range b.client.(providers.Inventory).Sources() {
		listing, err := source.Read(t.Context())
		if b.checked(err) != nil || !listing.Complete {
			t.Fatalf("%s: complete is %v, %v", source.Name, listing.Complete, err)
		}
		seen := map[string]bool{}
		for _, o := range listing.Items {
			key := string(o.Kind) + " " + o.ID
			if o.ID == "" || seen[key] || !slices.Contains(source.Kinds, o.Kind) || o.State == "" {
				t.Errorf("%s: %+v", source.Name, o)
			}
			seen[key] = true
			hidesSecrets(t, o)
			if o.Kind == providers.KindServer {
				servers++
			}
		}
	}
	if servers != s.Servers {
		t.Errorf("%d servers are listed, want %d", servers, s.Servers)
	}
}

func testServer(t *testing.T, s Subject) {
	b := newBench(t, s, s.Credentials)
	reader, ok := b.client.(providers.ServerReader)
	if !ok {
		t.Skip("reads no servers")
	}
	o, err := reader.Server(t.Context(), s.Server)
	if b.checked(err) != nil || o.ID != s.Server.ID || o.Kind != providers.KindServer || o.State != providers.Running {
		t.Errorf("%+v, %v", o, err)
	}
	hidesSecrets(t, o)
	_, err = reader.Server(t.Context(), s.Missing)
	if providers.KindOf(b.checked(err)) != providers.ErrNotFound {
		t.Errorf("a missing server: %v", err)
	}
}

// hidesSecrets checks that what is stored in the open holds no secret.
func hidesSecrets(t *testing.T, o providers.Observation) {
	t.Helper()
	// Only the values of the secrets: their names may resemble one.
	sealed := slices.Collect(maps.Values(o.Secrets))
	open, err := json.Marshal([]any{o.Name, o.StateWord, o.Facts, o.Gauges, sealed})
	if err != nil {
		t.Fatal(err)
	}
	for name, secret := range o.Secrets {
		if strings.Contains(string(open), secret.Reveal()) {
			t.Errorf("%s %s shows its secret %s", o.Kind, o.ID, name)
		}
	}
}
