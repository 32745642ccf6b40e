package wire

import (
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/secrets"
)

const canary = "c4n4ry-0f-th3-k3y"

// TestNoSecretLeavesTheCall plants a key in query, header, body and answer and
// searches the log and the errors for it.
// Case 25: the body of such an answer is not logged.
func TestNoSecretLeavesTheCall(t *testing.T) {
	handlers := map[string]http.HandlerFunc{
		"success":      status(200, `{"key":"`+canary+`"}`),
		"refusal":      status(403, `{key `+canary+` may not}`),
		"500":          status(500, canary),
		"HTML":         status(200, "<p>"+canary),
		"cut":          cut,
		"redirect":     func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/?key="+canary, http.StatusFound) },
		"not HTTP":     hijack("HTTP/1.1 " + canary + "\r\n\r\n"),
		"broken field": hijack("HTTP/1.1 200 OK\r\n" + canary + "\r\n\r\n"),
	}
	for name, handler := range handlers {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, handler)
			r.line.Hide = func() []secrets.Text { return []secrets.Text{secrets.NewText(canary)} }
			address := r.base.JoinPath("/servers/detail")
			address.RawQuery = "key=" + canary
			_, err := r.line.Do(t.Context(), Request{
				Op: "CLO-04", Method: "GET", URL: address, Path: "/servers/detail?key=" + canary,
				Header: http.Header{"X-Auth-Key": {canary}}, Body: []byte(canary), Parse: parseJSON,
			})
			if strings.Contains(r.log.String(), canary) {
				t.Errorf("log: %s", r.log)
			}
			if err != nil {
				e := asError(t, err)
				if strings.Contains(e.Error()+e.Said+e.Sentence, canary) {
					t.Errorf("error: %+v", e)
				}
			}
			for _, part := range []string{"op=CLO-04", "method=GET", "host=" + r.base.Host, "path=/servers/detail ", "took="} {
				if !strings.Contains(r.log.String(), part) {
					t.Errorf("the log lacks %q: %s", part, r.log)
				}
			}
		})
	}
}

func hijack(raw string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		_, _ = conn.Write([]byte(raw))
		_ = conn.Close()
	}
}
