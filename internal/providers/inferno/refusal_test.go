package inferno

import (
	"strings"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

func TestRefusal(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		ok     bool
		kind   providers.ErrorKind
		said   string
	}{
		{"sample", 200, file(t, "inf-05-fail.json"), true, providers.ErrConflict, "Order ID not found or Status not Pending"},
		{"not found", 200, `{"result":"fail","message":"Order ID not found"}`, true, providers.ErrNotFound, "Order ID not found"},
		{"exists", 200, `{"result":"fail","msg":"Vps exists with current main_id (21968)","error_code":904}`, true, providers.ErrConflict, "Vps exists with current main_id (21968)"},
		{"bad key", 200, `{"result":"fail","message":"Wrong key"}`, true, providers.ErrAuth, "Wrong key"},
		{"bad SSH key", 200, `{"result":"fail","message":"Bad SSH key"}`, true, providers.ErrInvalid, "Bad SSH key"},
		{"address", 200, `{"result":"error","error":"Access denied"}`, true, providers.ErrPermission, "Access denied"},
		{"no words", 200, `{"result":"fail"}`, true, providers.ErrInvalid, ""},
		{"401 with words", 401, `{"result":"fail","message":"no"}`, true, providers.ErrAuth, "no"},
		{"403 with words", 403, `{"result":"fail","message":"no"}`, true, providers.ErrPermission, "no"},
		{"page with 401", 401, "<html>", true, providers.ErrAuth, ""},
		{"bare 403", 403, "", true, providers.ErrPermission, ""},
		{"page with 403", 403, "<!doctype html>", false, "", ""},
		{"page with 429", 429, "<html>slow", true, providers.ErrLimit, ""},
		{"bare 404", 404, "", false, "", ""},
		{"fail with 500", 500, `{"result":"fail"}`, false, "", ""},
		{"success", 200, `{"result":"success"}`, false, "", ""},
		{"page", 200, "<html>", false, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, ok := refusal(wire.Answer{Status: tt.status, Body: []byte(tt.body)})
			if ok != tt.ok || r.Kind != tt.kind || r.Said != tt.said {
				t.Errorf("%v, %+v", ok, r)
			}
		})
	}
}

func TestClosedDoorNamesTheReason(t *testing.T) {
	for _, tt := range []struct {
		status int
		body   string
	}{
		{401, ""}, {403, ""}, {403, "<html>Forbidden"}, {401, `{"result":"fail","message":"no"}`},
		{200, `{"result":"fail","message":"Access denied"}`},
	} {
		f := newFake(t)
		f.on("orders", tt.status, tt.body)
		_, err := f.read("servers")
		if !strings.HasSuffix(providers.Sentence(err), addressHint) {
			t.Errorf("%d %q: %v", tt.status, tt.body, err)
		}
	}
}

func TestUnfitIDsAreNotSent(t *testing.T) {
	f := newFake(t)
	for _, id := range []string{"", "47012&action=stop", "1 2", "../x", "seven", strings.Repeat("1", 30)} {
		_, err := f.client.Server(t.Context(), providers.Ref{ID: id})
		if providers.KindOf(err) != providers.ErrInvalid || !providers.Refused(err) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if len(f.asked) != 0 {
		t.Error("something was sent")
	}
}

func TestRepeatedKeyIsHidden(t *testing.T) {
	f := newFake(t)
	f.on("orders", 200, `{"result":"fail","message":"Key `+testKey+` is not known"}`)
	_, err := f.read("servers")
	if said := providers.Said(err); said == "" || strings.Contains(said+err.Error(), testKey) {
		t.Errorf("said %q", said)
	}
}
