package sandbox_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

const pace = 50 * time.Millisecond

// rig is a sandbox behind a real listener, on a clock that the test moves.
type rig struct {
	t     *testing.T
	clock *sandbox.ManualClock
	box   *sandbox.Sandbox
	url   string
	token string
}

func newRig(t *testing.T, o sandbox.Options) *rig {
	t.Helper()
	clock := sandbox.NewManualClock(time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC))
	o.Now, o.Pace = clock.Now, pace
	box := sandbox.New(o)
	server := httptest.NewServer(box.Handler())
	t.Cleanup(server.Close)
	r := &rig{t: t, clock: clock, box: box, url: server.URL}
	r.token = r.login(sandbox.DefaultClodoLogin, sandbox.DefaultClodoKey)
	return r
}

// answer is what came back; value is the body where it is JSON.
type answer struct {
	status int
	header http.Header
	body   string
}

func (r *rig) login(user, key string) string {
	r.t.Helper()
	a := r.send("GET", "/clodo/", "", "X-Auth-User", user, "X-Auth-Key", key)
	if a.status != http.StatusNoContent {
		r.t.Fatalf("login: status %d: %s", a.status, a.body)
	}
	return a.header.Get("X-Auth-Token")
}

// call sends an authorized call below /clodo/v1.
func (r *rig) call(method, path, body string) answer {
	r.t.Helper()
	return r.send(method, "/clodo/v1"+path, body, "X-Auth-Token", r.token)
}

func (r *rig) send(method, path, body string, headers ...string) answer {
	r.t.Helper()
	a, err := r.try(context.Background(), method, path, body, headers...)
	if err != nil {
		r.t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

// try sends one request on a connection of its own: a reused one would make
// net/http repeat a GET whose connection was cut.
func (r *rig) try(ctx context.Context, method, path, body string, headers ...string) (answer, error) {
	req, err := http.NewRequestWithContext(ctx, method, r.url+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Content-Type", "application/json; charset=UTF-8")
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	return answer{status: res.StatusCode, header: res.Header, body: string(raw)}, err
}

// at decodes the body and walks down to a value; numbers are list positions.
func (r *rig) at(a answer, path ...any) any {
	r.t.Helper()
	var v any
	if err := json.Unmarshal([]byte(a.body), &v); err != nil {
		r.t.Fatalf("body is no JSON: %v: %q", err, a.body)
	}
	for _, step := range path {
		switch key := step.(type) {
		case string:
			v = v.(map[string]any)[key]
		case int:
			v = v.([]any)[key]
		}
	}
	return v
}

func (r *rig) want(a answer, status int, contains string) {
	r.t.Helper()
	if a.status != status || !strings.Contains(a.body, contains) {
		r.t.Fatalf("got %d %s, want %d with %q", a.status, a.body, status, contains)
	}
}

func (r *rig) equal(got, want any) {
	r.t.Helper()
	if got != want {
		r.t.Fatalf("got %v (%T), want %v (%T)", got, got, want, want)
	}
}

func (r *rig) status(id string) string {
	r.t.Helper()
	return r.at(r.call("GET", "/servers/"+id, ""), "server", "status").(string)
}

// once waits until the condition holds.
func once(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.NewTimer(10 * time.Second)
	defer deadline.Stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Errorf("never came true: %s", what)
			return
		}
	}
}
