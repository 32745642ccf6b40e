package handlers

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

var nonceOf = regexp.MustCompile(`script-src 'nonce-([\w-]{22})'`)

// TestHeadersOnEveryKindOfAnswer: pages, fragments, errors, redirects and
// plain texts alike.
func TestHeadersOnEveryKindOfAnswer(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	server := h.server("web", providers.Running)
	ann, stranger := h.as(h.scope), h.browser()
	nonces := map[string]bool{}
	for name, answer := range map[string]page{
		"page":        ann.get("/servers"),
		"redirect":    ann.get("/"),
		"missing":     ann.get("/servers/999"),
		"no route":    ann.get("/no/such/page"),
		"method":      ann.send(http.MethodDelete, "/servers", ""),
		"form":        ann.post(actionPath(server, "server.stop")),
		"to sign in":  stranger.get("/servers"),
		"sign in":     stranger.get("/sign-in"),
		"session":     stranger.hx().get("/servers"),
		"too large":   ann.post("/sign-in", "email", strings.Repeat("a", bodyLimit)),
		"other site":  ann.from("cross-site").post("/sign-out"),
		"health":      stranger.get("/healthz"),
		"HEAD":        ann.send(http.MethodHead, "/servers", ""),
		"bad request": ann.post("/servers/actions/server.stop", "id", "x"),
	} {
		csp := answer.Header.Get("Content-Security-Policy")
		nonce := nonceOf.FindStringSubmatch(csp)
		if nonce == nil || nonces[nonce[1]] {
			t.Errorf("%s: no nonce of its own in %q", name, csp)
			continue
		}
		nonces[nonce[1]] = true
		for _, m := range regexp.MustCompile(`nonce="([^"]*)"`).FindAllStringSubmatch(answer.body, -1) {
			if m[1] != nonce[1] {
				t.Errorf("%s: a script has the nonce %q", name, m[1])
			}
		}
		for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(csp, part) {
				t.Errorf("%s: the policy lacks %s", name, part)
			}
		}
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "same-origin",
			"X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000",
		} {
			if got := answer.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q", name, header, got)
			}
		}
	}
}

func actionPath(server models.Resource, action string) string {
	return fmt.Sprintf("/servers/%d/actions/%s", server.ID, action)
}

// hx is the browser when a script of the page asks.
func (b *browser) hx() *browser {
	c := *b
	c.header = http.Header{"Hx-Request": {"true"}}
	return &c
}

// from is the browser when a page of that relation to the panel asks.
func (b *browser) from(site string) *browser {
	c := *b
	c.header = http.Header{"Sec-Fetch-Site": {site}}
	return &c
}

func TestPlainHTTPPromisesNoHTTPS(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if got := h.browser().get("/sign-in").Header.Get("Strict-Transport-Security"); got != "" {
		t.Errorf("sent %q", got)
	}
}

// TestOtherSitesCannotPost: neither another site nor another host of the same
// site has an effect; a page of the panel and a client without a browser do.
// Case 10: posts from other sites and other hosts of the site.
func TestOtherSitesCannotPost(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for site, want := range map[string]int{"cross-site": 403, "same-site": 403, "same-origin": 303, "none": 303, "": 303} {
		ann := h.as(h.scope)
		if site != "" {
			ann = ann.from(site)
		}
		ann.post("/sign-out").want(t, want)
		if in := h.as(h.scope).get("/servers").StatusCode == 200; !in {
			t.Fatal("cannot sign in at all")
		}
		alive := h.Int(t, "SELECT COUNT(*) FROM web_sessions WHERE digest = ?", digestOf(ann.cookie))
		if want == 403 && alive != 1 {
			t.Errorf("%s: the session was ended", site)
		}
	}
	evil := h.as(h.scope)
	evil.header.Set("Origin", "https://evil.example")
	evil.post("/sign-out").want(t, 403)
}

// TestHeadIsGetWithoutABody, by the real server.
func TestHeadIsGetWithoutABody(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	live := httptest.NewServer(h.handler)
	defer live.Close()
	for path, status := range map[string]int{"/healthz": 200, "/sign-in": 200, "/servers": 303, "/nothing": 404} {
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		var types []string
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			request, _ := http.NewRequest(method, live.URL+path, nil)
			answer, err := client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			if answer.StatusCode != status {
				t.Errorf("%s %s: status %d", method, path, answer.StatusCode)
			}
			types = append(types, answer.Header.Get("Content-Type")+" "+answer.Header.Get("Location"))
		}
		if types[0] != types[1] {
			t.Errorf("%s: GET says %q, HEAD %q", path, types[0], types[1])
		}
	}
}

// TestHeadChangesNothing: it is answered like a GET also where a POST acts.
// Case 11: GET and HEAD on what changes state.
func TestHeadChangesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	ann := h.as(h.scope)
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		ann.send(method, "/sign-out", "").want(t, 404)
		ann.send(method, actionPath(server, "server.stop")+"?form_id=x", "").want(t, 200)
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 || len(h.woken.list()) != 0 {
		t.Errorf("%d operations", n)
	}
	ann.get("/servers").want(t, 200)
}
