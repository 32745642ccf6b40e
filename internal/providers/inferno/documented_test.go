package inferno_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

// documented lists the reads of the document. Each sample is read through the
// client in samples_test.go, field by field, and answered by the sandbox; what
// has none says so.
var documented = []struct{ op, action, order, why string }{
	{op: "INF-01", action: "getApiKey", why: "the document shows no answer; the shapes are in trade_test.go"},
	{op: "INF-02", action: "list", why: "the document names the two members and shows neither; the shapes are in lists_test.go"},
	{op: "INF-04", action: "orders"},
	{op: "INF-07", action: "getinfo", order: "47012"},
	{op: "INF-12", action: "sshkey.list", why: "the document shows no answer; the shapes are in lists_test.go"},
}

func TestDocumentedSamples(t *testing.T) {
	server := httptest.NewServer(sandbox.New(sandbox.Options{}).Handler())
	t.Cleanup(server.Close)
	for _, d := range documented {
		t.Run(d.op, func(t *testing.T) {
			got := post(t, server.URL, url.Values{
				"cid": {sandbox.DefaultInfernoCID}, "key": {sandbox.DefaultInfernoKey}, "action": {d.action}, "orderid": {d.order},
				"email": {sandbox.DefaultInfernoEmail}, "pass": {sandbox.DefaultInfernoPassword},
			})
			if got["result"] != "success" {
				t.Errorf("%v", got)
			}
			if d.why != "" {
				return
			}
			name := strings.ToLower(d.op) + ".json"
			tests, err := os.ReadFile("samples_test.go")
			if err != nil || !strings.Contains(string(tests), `"`+name+`"`) {
				t.Errorf("%s is not read: %v", name, err)
			}
			raw, err := os.ReadFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			var want map[string]any
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			within(t, d.op, got, want)
		})
	}
}

// within checks that all of the sample is in the answer. The sample of the
// orders shows one of several.
func within(t *testing.T, at string, got, want map[string]any) {
	t.Helper()
	for name, value := range want {
		object, ok := value.(map[string]any)
		if inner, fits := got[name].(map[string]any); ok && fits {
			within(t, at+"."+name, inner, object)
			continue
		}
		if !reflect.DeepEqual(got[name], value) {
			t.Errorf("%s.%s is %v, want %v", at, name, got[name], value)
		}
	}
}

func post(t *testing.T, address string, form url.Values) (members map[string]any) {
	t.Helper()
	resp, err := http.PostForm(address+"/inferno/api_client.php", form)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &members); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return members
}
