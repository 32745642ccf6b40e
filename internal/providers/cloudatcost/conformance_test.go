package cloudatcost_test

import (
	"fmt"
	"net/http"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost"
	"pinfold/internal/providers/conformance"
	"pinfold/internal/sandbox"
)

func TestConformance(t *testing.T) {
	for _, style := range []string{"v1", "php"} {
		t.Run(style, func(t *testing.T) { conformance.Run(t, subject(style)) })
	}
}

func subject(style string) conformance.Subject {
	return conformance.Subject{
		Vendor: cloudatcost.Vendor(),
		Provider: func(*testing.T) http.Handler {
			return sandbox.New(sandbox.Options{Servers: 2}).Handler()
		},
		Settings: func(base string) form.Values {
			return form.Values{"login": sandbox.DefaultCloudAtCostLogin, "style": style, "endpoint": base + "/cloudatcost"}
		},
		Credentials: form.Values{"key": sandbox.DefaultCloudAtCostKey},
		Wrong:       form.Values{"key": "not-the-key-of-this-account"},
		SignsIn:     func(*http.Request) bool { return false },
		Issued:      func(http.Header) []string { return nil },
		Refuse:      refuse,
		Server:      providers.Ref{ID: "240294"},
		Missing:     providers.Ref{ID: "2402939"},
		Servers:     3,
		Stop:        "CAC-03",
	}
}

// refuse answers with the envelope and a text, which later versions have. Too many calls have a status of their own.
func refuse(w http.ResponseWriter, status int) {
	if status == http.StatusTooManyRequests {
		status = http.StatusServiceUnavailable
	}
	w.WriteHeader(status)
	_, _ = fmt.Fprint(w, `{"status":"error","time":1425064819,"id":"90000","error_description":"not now"}`)
}
