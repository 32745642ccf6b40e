package idcloudhost

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

// FuzzAnswers feeds anything to the decoders. What they accept must be fit to
// be stored.
func FuzzAnswers(f *testing.F) {
	samples, err := filepath.Glob("testdata/*.json")
	if err != nil || len(samples) == 0 {
		f.Fatal("no samples", err)
	}
	for _, name := range samples {
		body, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var observed []providers.Observation
		observed = append(observed, decoded(body, func(vm api.VM) providers.Observation { return observeServer(vm, "x", nil) })...)
		observed = append(observed, decoded(body, func(n api.Network) providers.Observation { return observeNetwork(n, "x") })...)
		observed = append(observed, decoded(body, func(a api.Address) providers.Observation { return observeAddress(a, "x") })...)
		observed = append(observed, decoded(body, func(r api.Replica) providers.Observation {
			return observeReplica(r, providers.Ref{ID: "x"}, "backup")
		})...)
		observed = append(observed, decoded(body, observeLocation)...)
		observed = append(observed, decoded(body, observeParameter)...)
		observed = append(observed, decoded(body, observeBilling)...)
		observed = append(observed, decoded(body, observePrice)...)
		var images []api.Image
		if wire.JSON(body, &images) == nil {
			observed = append(observed, joinImages(images, nil, images).Items...)
		}
		if _, err := json.Marshal(observed); err != nil {
			t.Fatal(err)
		}
		api.ReadFault(body)
	})
}

func decoded[T any](body []byte, observe func(T) providers.Observation) []providers.Observation {
	var items []T
	if wire.JSON(body, &items) != nil {
		return nil
	}
	return listing(items, observe).Items
}

// FuzzAmount checks that no amount unfolds to an absurd size.
func FuzzAmount(f *testing.F) {
	for _, text := range []string{"2.0", "3.42e-05", "1e999999999", "-0", "0x1", "NaN", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := amount(wire.String(text))
		if len(got) > 100 || strings.ContainsAny(got, "eE") {
			t.Errorf("%q is %q", text, got)
		}
	})
}

func TestAmount(t *testing.T) {
	for text, want := range map[string]string{
		"2.0": "2", "2": "2", "3.42e-05": "0.0000342", "1e3": "1000", "1e99": "", "-1.50": "-1.5", "free": "", "": "",
	} {
		if got := amount(wire.String(text)); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
