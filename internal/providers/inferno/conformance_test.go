package inferno_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/conformance"
	"pinfold/internal/providers/inferno"
	"pinfold/internal/sandbox"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, conformance.Subject{
		Vendor:   inferno.Vendor(),
		Provider: func(*testing.T) http.Handler { return sandbox.New(sandbox.Options{}).Handler() },
		Settings: func(base string) form.Values {
			return form.Values{"cid": sandbox.DefaultInfernoCID, "endpoint": base + "/inferno"}
		},
		Credentials: form.Values{"cid": sandbox.DefaultInfernoCID, "key": sandbox.DefaultInfernoKey},
		Wrong:       form.Values{"cid": sandbox.DefaultInfernoCID, "key": "not-the-key-of-this-account"},
		SignsIn:     func(*http.Request) bool { return false },
		Issued:      func(http.Header) []string { return nil },
		Refuse:      refuse,
		Server:      providers.Ref{ID: "47012"},
		Missing:     providers.Ref{ID: "4711"},
		Servers:     1,
		Stop:        "INF-09",
	})
}

func refuse(w http.ResponseWriter, status int) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"result": "fail", "message": "Not now"})
}
