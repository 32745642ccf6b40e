package idcloudhost_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/conformance"
	"pinfold/internal/providers/idcloudhost"
	"pinfold/internal/sandbox"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, conformance.Subject{
		Vendor:   idcloudhost.Vendor(),
		Provider: func(*testing.T) http.Handler { return sandbox.New(sandbox.Options{}).Handler() },
		Settings: func(base string) form.Values { return form.Values{"endpoint": base + "/idcloudhost"} },

		Credentials: form.Values{"apikey": sandbox.DefaultIDCloudHostKey},
		Wrong:       form.Values{"apikey": "not-the-key-of-this-account"},
		SignsIn:     func(*http.Request) bool { return false },
		Issued:      func(http.Header) []string { return nil },
		Refuse:      refuse,
		Server:      providers.Ref{ID: "f80b1d62-ffe4-43ef-9210-60f05445456a", Location: "cyc01"},
		Missing:     providers.Ref{ID: "aaaaaaaa-0000-bbbb-1111-cccccccccccc", Location: "cyc01"},
		Servers:     6,
		Stop:        "IDC-24",
	})
}

func refuse(w http.ResponseWriter, status int) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": map[string]string{"Error": "Refused."}})
}
