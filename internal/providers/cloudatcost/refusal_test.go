package cloudatcost

import (
	"strings"
	"testing"
	"time"

	"pinfold/internal/providers"
)

func TestRefusals(t *testing.T) {
	const bare = `{"status":"error","time":1425064819,"id":"90000"}`
	tests := []struct {
		name   string
		status int
		body   string
		kind   providers.ErrorKind
		says   string
	}{
		{"invalid URL", 400, bare, providers.ErrInvalid, "does not know this call"},
		{"key", 403, bare, providers.ErrAuth, "API key"},
		{"key, nothing to read", 403, "", providers.ErrAuth, "API key"},
		{"failed", 412, bare, providers.ErrConflict, "request failed"},
		{"failed, nothing to read", 412, " \n", providers.ErrConflict, "request failed"},
		{"address", 412, `{"status":"error","error":104,"error_description":"not authorized ip"}`, providers.ErrPermission, "address of this machine"},
		{"number as text", 412, `{"status":"error","error":"104"}`, providers.ErrPermission, "address of this machine"},
		{"limit", 503, bare, providers.ErrLimit, "too many calls"},
		{"limit with a number", 503, `{"status":"error","error":104}`, providers.ErrLimit, "too many calls"},
		{"key missing", 200, `{"status":"error","error":101}`, providers.ErrAuth, "API key"},
		{"busy", 412, `{"status":"error","error":105}`, providers.ErrConflict, "another task"},
		{"permission", 403, `{"status":"error","error":107}`, providers.ErrPermission, "may not do that"},
		{"server", 412, `{"status":"error","error":109}`, providers.ErrNotFound, "this server"},
		{"error with 200", 200, bare, providers.ErrInvalid, "does not say which"},
		{"another status", 404, bare, providers.ErrNotFound, "does not have this"},
		{"its own failure", 500, bare, providers.ErrUnavailable, "status 500"},
		{"nobody's 503", 503, "", providers.ErrUnavailable, "status 503"},
		{"a page", 403, "<html>denied", providers.ErrUnexpected, "not its API"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t, styleV1)
			f.answers["/API/v1/listservers"] = answer(tt.status, tt.body)
			_, err := f.client.listServers(t.Context())
			if providers.KindOf(err) != tt.kind || !strings.Contains(providers.Sentence(err), tt.says) {
				t.Errorf("%s: %s", providers.KindOf(err), providers.Sentence(err))
			}
			if e := err.(*providers.Error); tt.kind == providers.ErrLimit && e.RetryAfter != time.Minute {
				t.Errorf("it can go again in %s", e.RetryAfter)
			}
		})
	}
}

func TestDocumentedError(t *testing.T) {
	f := newFake(t, styleV1)
	f.answers["/API/v1/listservers"] = sample(t, "error.json")
	if _, err := f.client.listServers(t.Context()); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("err %v", err)
	}
}

func TestCredentialsStayHidden(t *testing.T) {
	f := newFake(t, styleV1)
	repeated := f.client.address(callServers).RawQuery + " " + login + " " + key
	for status, body := range map[int]string{
		412: `{"status":"error","error":104,"error_description":"` + repeated + `"}`,
		500: repeated,
		200: "Fatal error in " + repeated,
	} {
		f.answers["/API/v1/listservers"] = answer(status, body)
		_, err := f.client.listServers(t.Context())
		if err == nil {
			t.Fatal("no error")
		}
		silent(t, "an error", err.Error()+providers.Sentence(err)+providers.Said(err))
	}
	f.client.root.Host = "127.0.0.1:1"
	_, err := f.client.listServers(t.Context())
	silent(t, "an error", err.Error())
	silent(t, "the log", f.log.String())
}
