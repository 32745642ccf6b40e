package static

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func get(t *testing.T, target, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestURLNamesTheContent(t *testing.T) {
	want := regexp.MustCompile(`^/static/app\.[0-9a-f]{12}\.css$`)
	if got := URL("app.css"); !want.MatchString(got) {
		t.Errorf("URL = %q", got)
	}
	for _, name := range []string{"app.css", "app.js", "usage.js", "usage.css", "zone.css", "htmx.js", "icons.svg", "favicon.svg", "fonts/inter-latin.woff2", "money.css"} {
		res := get(t, URL(name), "")
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") == "" {
			t.Errorf("%s: status %d, type %q", name, res.StatusCode, res.Header.Get("Content-Type"))
		}
	}
}

func TestEncodings(t *testing.T) {
	read := map[string]func(io.Reader) (io.Reader, error){
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"":     func(r io.Reader) (io.Reader, error) { return r, nil },
	}
	for accept, want := range map[string]string{"gzip, br": "br", "gzip": "gzip", "br;q=0, gzip": "gzip", "": "", "zstd": ""} {
		res := get(t, URL("app.js"), accept)
		if got := res.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q: encoding %q, want %q", accept, got, want)
			continue
		}
		r, err := read[want](res.Body)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil || string(body) != string(built.byName["app.js"].raw) {
			t.Errorf("%q: body differs, %v", accept, err)
		}
	}
}

func TestEverythingElseIsNotFound(t *testing.T) {
	css := strings.TrimPrefix(URL("app.css"), Prefix)
	for _, target := range []string{
		"/static/", "/static/app.css", "/static/dist/app.css", "/static/../" + css, "/static/%2e%2e/" + css,
		"/static/fonts%2Finter-latin.woff2", "/static/./" + css, "/static/" + strings.Replace(css, "a", "%61", 1), "/" + css,
	} {
		if res := get(t, target, ""); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d", target, res.StatusCode)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, URL("app.css"), nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d", w.Code)
	}
	w = httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest(http.MethodHead, URL("app.css"), nil))
	if w.Code != http.StatusOK || w.Body.Len() != 0 {
		t.Errorf("HEAD: status %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestStyleSheetNamesHashedFonts(t *testing.T) {
	css := string(built.byName["app.css"].raw)
	for _, font := range regexp.MustCompile(`fonts/[^")]+`).FindAllString(css, -1) {
		if built.byPath[font] == nil {
			t.Errorf("style sheet names %s, which is not served", font)
		}
	}
	if regexp.MustCompile(`url\(["']?(https?:)?//`).MatchString(css) {
		t.Error("style sheet loads from another host")
	}
}
