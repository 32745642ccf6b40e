package wire

import (
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

func status(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		_, _ = w.Write([]byte(body))
	}
}

func cut(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func truncate(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "100")
	_, _ = w.Write([]byte(`{"servers":`))
	panic(http.ErrAbortHandler)
}

// Case 25: garbage, HTML or nothing with 200 leaves a write unknown.
func TestVerdicts(t *testing.T) {
	tests := []struct {
		name        string
		handler     http.HandlerFunc
		read, write providers.ErrorKind
	}{
		{"success", status(200, `{}`), "", ""},
		{"500", status(500, `{"code":500}`), "unavailable", "unknown"},
		{"503", status(503, `down`), "unavailable", "unknown"},
		{"cut", cut, "unavailable", "unknown"},
		{"truncated", truncate, "unavailable", "unknown"},
		{"HTML with 200", status(200, "<!doctype html><p>wait"), "unexpected", "unknown"},
		{"garbage with 200", status(200, "\x00\x01"), "unexpected", "unknown"},
		{"nothing with 200", status(200, ""), "unexpected", "unknown"},
		{"nothing with 204", status(204, ""), "unexpected", "unknown"},
		{"HTML with 403", status(403, "<html>"), "unexpected", "unknown"},
		{"HTML with 404", status(404, "<html>"), "unexpected", "unknown"},
		{"teapot", status(418, "short and stout"), "unexpected", "unknown"},
		{"not modified", status(304, ""), "unexpected", "unknown"},
		{"refused 400", status(400, `{no}`), "invalid", "invalid"},
		{"refused 401", status(401, `{no}`), "auth", "auth"},
		{"refused 403", status(403, `{no}`), "permission", "permission"},
		{"refused 404", status(404, `{no}`), "not_found", "not_found"},
		{"refused 405", status(405, `{no}`), "conflict", "conflict"},
		{"refused 409", status(409, `{no}`), "conflict", "conflict"},
		{"refused 429", status(429, `{no}`), "limit", "limit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, tt.handler)
			answer, err := r.read(t.Context())
			check(t, "read", answer, err, tt.read)
			before := r.hits.Load()
			answer, err = r.write(t.Context())
			check(t, "write", answer, err, tt.write)
			if n := r.hits.Load() - before; n != 1 {
				t.Errorf("the write was sent %d times", n)
			}
			if refused := strings.HasPrefix(tt.name, "refused"); err != nil && providers.Refused(err) != refused {
				t.Errorf("Refused is %v", !refused)
			}
		})
	}
}

func check(t *testing.T, what string, answer Answer, err error, want providers.ErrorKind) {
	t.Helper()
	if got := providers.KindOf(err); got != want {
		t.Errorf("%s: kind %q, want %q (%v)", what, got, want, err)
	}
	if err == nil {
		return
	}
	e := asError(t, err)
	if e.NotSent || answer.Body != nil || e.Sentence == "" {
		t.Errorf("%s: %+v, body %q", what, e, answer.Body)
	}
}

// Case 25: the body of such an answer is not shown.
func TestSentences(t *testing.T) {
	page := "<!doctype html>" + strings.Repeat("x", 4085)
	const notItsAPI = "The provider answered with something that is not its API. "
	tests := []struct {
		name        string
		handler     http.HandlerFunc
		read, write string
	}{
		{"HTML", status(200, page), notItsAPI + "HTML with status 200, 4.1 KB. Its text is not kept.",
			"Not known whether Clodo did this. It was sent once. " + notItsAPI + "HTML with status 200, 4.1 KB. Its text is not kept."},
		{"empty", status(200, ""), notItsAPI + "The answer is empty, with status 200.",
			"Not known whether Clodo did this. It was sent once. " + notItsAPI + "The answer is empty, with status 200."},
		{"500", status(500, ""), "Clodo answered with status 500 instead of an answer.",
			"Not known whether Clodo did this. It was sent once. Clodo answered with status 500 instead of an answer."},
		{"cut", cut, "The connection to Clodo broke before an answer came.",
			"Not known whether Clodo did this. It was sent once. The connection to Clodo broke before an answer came."},
		{"400", status(400, `{no}`), "Clodo refused.", "Clodo refused. Nothing was changed."},
		{"429", status(429, `{no}`), "Clodo refused: there were too many calls. It can go again in 60 s.",
			"Clodo refused: there were too many calls. It can go again in 60 s. Nothing was changed."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, tt.handler)
			_, err := r.read(t.Context())
			if got := providers.Sentence(err); got != tt.read {
				t.Errorf("read: %q", got)
			}
			_, err = r.write(t.Context())
			if got := providers.Sentence(err); got != tt.write {
				t.Errorf("write: %q", got)
			}
		})
	}
}
