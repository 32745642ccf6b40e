package handlers

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzSessionCookie checks that no text is taken for a session, and none breaks
// the panel.
func FuzzSessionCookie(f *testing.F) {
	for _, seed := range []string{"", "x", strings.Repeat("A", 43), "' OR 1=1 --", "%00", "\xff\xfe", strings.Repeat("0", 5000)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, token string) {
		h := newHouse(t)
		h.as(h.scope)
		r := httptest.NewRequest(http.MethodGet, "/servers", nil)
		r.Host = "panel.example"
		r.Header.Set("Cookie", h.cookieName()+"="+token)
		w := httptest.NewRecorder()
		h.handler.ServeHTTP(w, r)
		if w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/sign-in") {
			t.Errorf("%q: status %d to %q", token, w.Code, w.Header().Get("Location"))
		}
	})
}

// FuzzForms checks that whatever is posted to the first pages and by a member is
// answered, and that nobody becomes owner by it.
func FuzzForms(f *testing.F) {
	f.Add("/setup", "token=ABCD-EFG&team=x&name=x&email=a@example.com&password=a+long+enough+word")
	f.Add("/sign-in", "email=ann@example.com&password=%00&next=//evil.example")
	f.Add("/accounts/new?provider=clodo", "login=x&key=%ff&label=%F0%9F%98%80&endpoint=http://127.0.0.1&host=x")
	f.Add("/settings/alerts/new?kind=webhook", "name=x&url=javascript:alert(1)&rules=all")
	f.Add("/zones/1/import", "text=%24INCLUDE+/etc/passwd")
	f.Fuzz(func(t *testing.T, path, body string) {
		if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, " \t\r\n#\x7f") || !printable(path) {
			return
		}
		h := newHouse(t)
		users := h.Int(t, "SELECT COUNT(*) FROM users")
		for _, b := range []*browser{h.browser(), h.as(h.scope)} {
			if answer := b.send(http.MethodPost, path, body); answer.StatusCode >= 500 {
				t.Errorf("%s %q: status %d", path, body, answer.StatusCode)
			}
		}
		if n := h.Int(t, "SELECT COUNT(*) FROM users"); n != users {
			t.Errorf("%s %q: %d people", path, body, n)
		}
	})
}

func printable(text string) bool {
	for _, c := range []byte(text) {
		if c < 0x21 || c > 0x7e {
			return false
		}
	}
	return !strings.Contains(text, "%") // Escapes that are none are refused before the panel.
}
