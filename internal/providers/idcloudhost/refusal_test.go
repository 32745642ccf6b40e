package idcloudhost

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

func file(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestRefusals(t *testing.T) {
	absent := file(t, "error-plain.json")
	forbidden := file(t, "error-forbidden.json")
	badKey := file(t, "error-message.json")
	tests := []struct {
		name   string
		status int
		body   string
		kind   providers.ErrorKind
		said   string
	}{
		{"no such server", 400, absent, providers.ErrNotFound, "No such virtual machine exists."},
		{"no such server with 200", 200, absent, providers.ErrNotFound, "No such virtual machine exists."},
		{"forbidden", 403, forbidden, providers.ErrPermission, "Consumer not allowed to access resource."},
		{"forbidden with 400", 400, forbidden, providers.ErrPermission, "Consumer not allowed"},
		{"bad key", 403, badKey, providers.ErrAuth, "Invalid authentication credentials"},
		{"no key", 401, `{"message":"No API key found in request"}`, providers.ErrAuth, "No API key"},
		{"not allowed", 403, `{"message":"You cannot consume this service"}`, providers.ErrPermission, "consume"},
		{"locked", 409, `{"message":"The resource is locked"}`, providers.ErrConflict, "locked"},
		{"limit", 429, "", providers.ErrLimit, ""},
		{"bad input", 400, `{"errors":{"Error":"uuid"}}`, providers.ErrInvalid, "uuid"},
		{"errors of another shape", 400, `{"errors":{"x":[1]}}`, providers.ErrInvalid, ""},
		{"network", 404, `{"message":"Network not found"}`, providers.ErrNotFound, "Network not found"},
		{"page", 404, "<html>nothing here", providers.ErrUnexpected, ""},
		{"broken", 500, absent, providers.ErrUnavailable, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("/payment/billing_account/list", answer(tt.status, tt.body))
			_, err := f.client.listBilling(t.Context())
			if providers.KindOf(err) != tt.kind || !strings.Contains(providers.Said(err), tt.said) {
				t.Errorf("%v, said %q", err, providers.Said(err))
			}
		})
	}
}

func TestNumberOfTheCallIsKept(t *testing.T) {
	tests := []struct {
		status       int
		body, number string
		said, log    string
	}{
		{400, `{"errors":{"Error":"Refused."}}`, "abc-1", "Refused. (X-Warren-Correlation-Id abc-1)", ""},
		{502, "", "abc-1", "", "(X-Warren-Correlation-Id abc-1)"},
		{400, `{"message":"Refused."}`, "<script>", "Refused.", ""},
	}
	for _, tt := range tests {
		f := newFake(t)
		f.on("/payment/billing_account/list", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(headerCorrelation, tt.number)
			answer(tt.status, tt.body)(w, r)
		})
		_, err := f.client.listBilling(t.Context())
		if err == nil || providers.Said(err) != tt.said || !strings.Contains(err.Error(), tt.log) {
			t.Errorf("%d: %v, said %q", tt.status, err, providers.Said(err))
		}
	}
}

func TestKeyIsNotRepeated(t *testing.T) {
	f := newFake(t)
	f.on("/payment/billing_account/list", answer(400, `{"message":"`+key+` is odd"}`))
	if _, err := f.client.listBilling(t.Context()); strings.Contains(providers.Said(err), key) {
		t.Errorf("said %q", providers.Said(err))
	}
}

func TestOddIDsAreNotSent(t *testing.T) {
	f := newFake(t)
	for _, id := range []string{"", "..", "a/b", "a?b", "a b", strings.Repeat("a", 200)} {
		ref := providers.Ref{ID: id}
		_, server := f.client.Server(t.Context(), ref)
		_, network := f.client.Network(t.Context(), ref)
		_, address := f.client.Address(t.Context(), ref)
		_, replicas := f.client.Parts(ref)[0].Read(t.Context())
		_, billed := f.client.billed(t.Context(), "", id)
		for _, err := range []error{server, network, address, replicas, billed} {
			if providers.KindOf(err) != providers.ErrInvalid || !providers.Refused(err) {
				t.Errorf("%q: %v", id, err)
			}
		}
	}
}

func TestAnswerAboutAnotherThing(t *testing.T) {
	f := newFake(t)
	f.on("/network/network/x", sample(t, "idc-39.json"))
	if _, err := f.client.Network(t.Context(), providers.Ref{ID: "x"}); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("%v", err)
	}
}
