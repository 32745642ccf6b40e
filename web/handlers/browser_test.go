package handlers

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// browser keeps the cookie of one person.
type browser struct {
	*house
	cookie string
	// known is the cookie of a browser that has signed in before.
	known string
	// attempt is the cookie of a single sign-on that is on its way.
	attempt string
	address string
	header  http.Header
}

func (h *house) browser() *browser {
	return &browser{house: h, address: "192.0.2.1:5000", header: http.Header{}}
}

// as is a browser that is signed in.
func (h *house) as(scope models.Scope) *browser {
	h.t.Helper()
	b := h.browser()
	store := newSessionStore(h.Store, h.secure)
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	session, err := store.New(request, b.cookieName())
	testdb.Must(h.t, err)
	session.Values[sessionUser], session.Values[sessionTeam] = fmt.Sprint(scope.User.ID), fmt.Sprint(scope.Team.ID)
	session.Values[sessionProved] = fmt.Sprint(h.Now().Unix())
	testdb.Must(h.t, store.Save(request, httptest.NewRecorder(), session))
	b.cookie = session.ID
	return b
}

func (h *house) cookieName() string {
	return (&panel{Options: Options{URL: &url.URL{Scheme: map[bool]string{true: "https", false: "http"}[h.secure]}}}).cookieName()
}

// page is an answer with its body read.
type page struct {
	*http.Response
	body string
}

func (b *browser) get(path string) page { b.t.Helper(); return b.send(http.MethodGet, path, "") }

// post sends a form as the browser does, from the panel's own page.
func (b *browser) post(path string, pairs ...string) page {
	b.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return b.send(http.MethodPost, path, values.Encode())
}

func (b *browser) send(method, path, body string) page {
	b.t.Helper()
	return b.sendRequest(b.request(method, path, body))
}

func (b *browser) sendRequest(r *http.Request) page {
	b.t.Helper()
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	answer := page{Response: w.Result(), body: w.Body.String()}
	for _, c := range answer.Cookies() {
		switch c.Name {
		case b.cookieName():
			b.cookie = c.Value
		case "known", "__Host-known":
			b.known = c.Value
		case "sso":
			b.attempt = c.Value
		}
	}
	return answer
}

func (b *browser) request(method, path, body string) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.RemoteAddr, r.Host = b.address, "panel.example"
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if b.cookie != "" {
		r.AddCookie(&http.Cookie{Name: b.cookieName(), Value: b.cookie})
	}
	if b.known != "" {
		r.AddCookie(&http.Cookie{Name: strings.Replace(b.cookieName(), "panel", "known", 1), Value: b.known})
	}
	if b.attempt != "" {
		r.AddCookie(&http.Cookie{Name: "sso", Value: b.attempt})
	}
	for name, values := range b.header {
		r.Header[name] = values
	}
	return r
}

// formID is the one-time id of the form on a page.
func (p page) formID(t *testing.T) string { t.Helper(); return p.hidden(t, "form_id") }

// hidden is the value of the first hidden field of that name.
func (p page) hidden(t *testing.T, name string) string {
	t.Helper()
	found := regexp.MustCompile(`name="` + name + `"[^>]*value="([^"]+)"`).FindStringSubmatch(p.body)
	if found == nil {
		t.Fatalf("no field %s on the page with status %d", name, p.StatusCode)
	}
	return found[1]
}

func (p page) want(t *testing.T, status int, texts ...string) {
	t.Helper()
	if p.StatusCode != status {
		t.Errorf("status %d, want %d", p.StatusCode, status)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}

// plain is the page without what differs from answer to answer.
func (p page) plain() string {
	nonce := nonceOf.FindStringSubmatch(p.Header.Get("Content-Security-Policy"))
	if nonce == nil {
		return p.body
	}
	return strings.ReplaceAll(p.body, nonce[1], "")
}
