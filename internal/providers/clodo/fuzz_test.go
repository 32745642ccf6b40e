package clodo

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
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
	f.Add([]byte(`{"images":[{"_attr":{"id":1}}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var observed []providers.Observation
		observed = append(observed, decoded(body, "servers", observeServer)...)
		observed = append(observed, decoded(body, "images", observeImage)...)
		observed = append(observed, decoded(body, "presets", observePreset)...)
		if _, err := json.Marshal(observed); err != nil {
			t.Fatal(err)
		}
		api.ReadFault(body)
	})
}

func decoded[T any](body []byte, name string, observe func(T) providers.Observation) []providers.Observation {
	var items wire.List[T]
	if wire.Member(body, name, &items) != nil {
		return nil
	}
	l, _ := listing(items, observe, nil)
	return l.Items
}
