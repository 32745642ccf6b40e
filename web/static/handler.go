package static

import (
	"net/http"
	"strconv"
	"strings"
)

// Handler serves the assets below Prefix. Whatever is not the exact address
// of an asset is not found.
func Handler() http.Handler {
	return http.HandlerFunc(serve)
}

func serve(w http.ResponseWriter, r *http.Request) {
	// The escaped path keeps an encoded slash or dot from naming an asset.
	name, ok := strings.CutPrefix(r.URL.EscapedPath(), Prefix)
	a := built.byPath[name]
	if !ok || a == nil {
		http.NotFound(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	send(w, r, a)
}

func send(w http.ResponseWriter, r *http.Request, a *asset) {
	body, encoding := a.encoded(r.Header.Get("Accept-Encoding"))
	h := w.Header()
	h.Set("Content-Type", a.contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	if a.gzip != nil {
		h.Set("Vary", "Accept-Encoding")
	}
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // The browser went away; there is nobody to tell.
	}
}
