package clodo

import (
	"encoding/json"
	"net/url"
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
		observed = append(observed, decoded(body, "backups", partOfServer(observeBackup))...)
		observed = append(observed, decoded(body, "nets", partOfServer(observeSubnet))...)
		if _, err := json.Marshal(observed); err != nil {
			t.Fatal(err)
		}
		api.ReadFault(body)
	})
}

func partOfServer[T any](observe func(string, T) providers.Observation) func(T) providers.Observation {
	return func(item T) providers.Observation { return observe("60", item) }
}

// FuzzRecords feeds anything to the decoders of what is not observed: samples,
// entries, requests, addresses and profiles.
func FuzzRecords(f *testing.F) {
	for _, name := range []string{"clo-11.json", "clo-12.json", "clo-20.json", "clo-42.json"} {
		body, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add([]byte(`{"user":{"users_id":"1","dcs":[{"id":"1","apihost":"api.mn.clodo.ru","title":"Miran"}]}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var rows wire.List[api.Usage]
		_ = wire.Member(body, "stats", &rows)
		var entries wire.List[api.LogEntry]
		_ = wire.Member(body, "logs", &entries)
		var all wire.Object[api.Addresses]
		_ = wire.Member(body, "addresses", &all)
		var told []any
		for _, a := range all.Value.Public {
			told = append(told, observeAddress("60", address{Address: a}))
		}
		var request api.Request
		_ = one(body, &request)
		var profile api.Profile
		_ = one(body, &profile)
		home, _ := url.Parse("https://" + defaultHost)
		for _, center := range profile.Centers {
			if u := siblingOf(home, center.Host.Trim()); u != nil && (u.Scheme != "https" || !ofClodo(u.Hostname())) {
				t.Fatalf("%q is trusted as %s", center.Host, u)
			}
		}
		told = append(told, samplesOf(rows), logOfServer(entries), requestOf(request))
		if _, err := json.Marshal(told); err != nil {
			t.Fatal(err)
		}
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
