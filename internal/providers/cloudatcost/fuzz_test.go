package cloudatcost

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
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
	f.Add([]byte(`{"status":"ok","data":[{"sid":1,"ram":1e300,"ramusage":"-0","sdate":"01/26/9999"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var observed []providers.Observation
		observed = append(observed, decoded(body, observeServer)...)
		observed = append(observed, decoded(body, observeTemplate)...)
		observed = append(observed, decoded(body, observeTask)...)
		observed = append(observed, decoded(body, observeClient)...)
		if _, err := json.Marshal(observed); err != nil {
			t.Fatal(err)
		}
		refusal(wire.Answer{Status: 412, Body: body})
	})
}

func decoded[T any](body []byte, observe func(T) providers.Observation) []providers.Observation {
	items, err := api.ReadList[T](body)
	l, _ := listing(items, observe, err)
	return l.Items
}

// FuzzSystem reads the names of templates.
func FuzzSystem(f *testing.F) {
	for _, title := range []string{"CentOS-7-64bit", "Windows7 64bit (BigDogs Only)", "32 bits", "( only)", ""} {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		if facts := systemOf(title); facts.Bits != 0 && facts.Bits != 32 && facts.Bits != 64 {
			t.Errorf("%q has %d bits", title, facts.Bits)
		}
	})
}
