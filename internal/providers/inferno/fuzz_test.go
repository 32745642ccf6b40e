package inferno

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
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
	f.Add([]byte(`{"ostpls":{"0":"a","b":["c",{"name":"d"}]},"products":{"303":{"name":"VPS"},"x":[[["y"]]]}}`))
	f.Add([]byte(`{"list":[{"id":7}],"data":{"cid":777,"api_key":"0123456789abcdef"}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		observed := observeAnything(body)
		if _, err := json.Marshal(observed); err != nil {
			t.Fatal(err)
		}
		answer := wire.Answer{Status: 200, Body: body}
		if r, ok := refusalOfServer(answer); ok && r.Kind == "" {
			t.Error("a refusal without a kind")
		}
		if trade, err := api.ReadTrade(body); err == nil && trade.Key == "" {
			t.Error("a trade without a key")
		}
	})
}

func observeAnything(body []byte) (observed []providers.Observation) {
	var orders wire.List[api.Order]
	_ = wire.Member(body, "orders", &orders)
	for _, o := range orders {
		observed = append(observed, observeOrder(o, nil))
	}
	var info api.Info
	if wire.JSON(body, &info) == nil {
		observed = append(observed, observeServer("1", info))
	}
	var templates api.Templates
	_ = wire.Member(body, "ostpls", &templates)
	for _, t := range templates {
		observed = append(observed, observeTemplate(t))
	}
	var products api.Products
	_ = wire.Member(body, "products", &products)
	for _, p := range products {
		observed = append(observed, observeProduct(p))
	}
	var keys wire.List[api.SSHKey]
	_ = wire.Member(body, "list", &keys)
	for _, k := range keys {
		observed = append(observed, observeKey(k))
	}
	return observed
}
