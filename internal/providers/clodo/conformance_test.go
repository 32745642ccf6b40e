package clodo_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
	"pinfold/internal/providers/conformance"
	"pinfold/internal/sandbox"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, conformance.Subject{
		Vendor: clodo.Vendor(),
		Provider: func(t *testing.T) http.Handler {
			box := sandbox.New(sandbox.Options{})
			if err := box.SetLimits("clodo", "", nil); err != nil {
				t.Fatal(err)
			}
			return box.Handler()
		},
		Settings: func(base string) form.Values {
			return form.Values{"login": sandbox.DefaultClodoLogin, "endpoint": base + "/clodo"}
		},
		Credentials: form.Values{"login": sandbox.DefaultClodoLogin, "key": sandbox.DefaultClodoKey},
		Wrong:       form.Values{"login": sandbox.DefaultClodoLogin, "key": "not-the-key-of-this-account"},
		SignsIn:     func(r *http.Request) bool { return r.Header.Get("X-Auth-Key") != "" },
		Issued:      func(h http.Header) []string { return h.Values("X-Auth-Token") },
		Refuse:      refuse,
		Server:      providers.Ref{ID: "60"},
		Missing:     providers.Ref{ID: "4711"},
		Servers:     3,
		Stop:        "CLO-10",
	})
}

func refuse(w http.ResponseWriter, status int) {
	fault := map[string]any{"code": status, "message": http.StatusText(status), "details": "Доступ закрыт"}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"Refused": fault})
}
