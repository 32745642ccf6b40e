//go:build e2e

package e2e

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
)

// nobody starts a panel without an owner.
var nobody = []string{"PANEL_ADMIN_EMAIL=", "PANEL_ADMIN_PASSWORD="}

var tokenLine = regexp.MustCompile(`(?m)^\s+([A-Z0-9]{4}(?:-[A-Z0-9]{4})+)$`)

func TestFirstRunAsksForTheTokenOfTheConsole(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{}, nobody...)
	page := h.Page()
	h.Goto(page, "/")
	h.Arrives(page, regexp.MustCompile("/setup$"))
	h.fill(page, map[string]string{"token": "AAAA-BBBB", "team": "Harbour", "name": "Ada", "email": Email, "password": Password})
	h.Press(page, "Create team and sign in")
	h.Must(h.Expect.Locator(page.Locator("#f-token-e")).ToContainText("not the token"))
	for name, want := range map[string]string{"team": "Harbour", "name": "Ada", "email": Email} {
		h.Must(h.Expect.Locator(page.Locator(`[name="` + name + `"]`)).ToHaveValue(want))
	}
	found := tokenLine.FindStringSubmatch(h.Log())
	if found == nil {
		t.Fatalf("no token on the console:\n%s", h.Log())
	}
	h.fill(page, map[string]string{"token": found[1], "password": Password})
	h.Press(page, "Create team and sign in")
	h.Arrives(page, regexp.MustCompile(`:\d+/$`))
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText("Connect your first account"))
	other := h.other()
	h.Goto(other, "/setup")
	h.Arrives(other, regexp.MustCompile("/sign-in$"))
}

// other is a page of another browser, in which nobody is signed in.
func (h *House) other() playwright.Page {
	h.t.Helper()
	return h.browserWith(playwright.BrowserNewContextOptions{})
}

func TestSetUpIsOverOnceThereIsAnOwner(t *testing.T) {
	t.Parallel()
	p := StartPanel(t)
	c := NewClient(t, p)
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		values := url.Values{"token": {"x"}, "team": {"x"}, "name": {"x"}, "email": {"x@example.com"}, "password": {Password}}
		answer := c.must(method, "/setup", values)
		if method == http.MethodGet && answer.Header.Get("Location") != "/sign-in" {
			t.Errorf("GET: status %d to %q", answer.Status, answer.Header.Get("Location"))
		}
		if method == http.MethodPost && answer.Status < 400 && answer.Header.Get("Location") != "/sign-in" {
			t.Errorf("POST: status %d to %q", answer.Status, answer.Header.Get("Location"))
		}
	}
	in := url.Values{"email": {"x@example.com"}, "password": {Password}, "next": {"/"}}
	if answer := c.Post("/sign-in", in); answer.Status != http.StatusUnprocessableEntity {
		t.Errorf("who set it up a second time signs in: status %d", answer.Status)
	}
}

func TestSignInAndOut(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{})
	page := h.Page()
	h.Goto(page, "/operations?show=finished")
	h.Must(h.Expect.Locator(page.Locator("h1")).ToHaveText("Sign in"))
	h.fill(page, map[string]string{"email": Email, "password": "not the password"})
	h.Press(page, "Sign in")
	h.Must(h.Expect.Locator(page.Locator("#f-password-e")).ToContainText("4 tries are left"))
	h.Must(h.Expect.Locator(page.Locator(`[name="email"]`)).ToHaveValue(Email))
	h.Must(h.Expect.Locator(page.Locator(`[name="password"]`)).ToHaveValue(""))
	h.fill(page, map[string]string{"password": Password})
	h.Press(page, "Sign in")
	h.Arrives(page, regexp.MustCompile(`/operations\?show=finished$`))
	h.Must(page.Locator(`aside button[popovertarget="person"]`).Click())
	h.Press(page, "Sign out")
	h.Must(h.Expect.Locator(page.Locator("h1")).ToHaveText("Sign in"))
}

func TestSessions(t *testing.T) {
	t.Parallel()
	p := StartPanel(t)
	t.Run("one that is ended stays ended", func(t *testing.T) {
		c := ClientOf(t, p, Email)
		kept := c.cookies()
		if answer := c.Get("/servers"); answer.Status != http.StatusOK {
			t.Fatalf("status %d while signed in", answer.Status)
		}
		c.Post("/sign-out", url.Values{})
		c.setCookies(kept)
		if answer := c.Get("/servers"); len(kept) == 0 || answer.Status != http.StatusSeeOther {
			t.Errorf("status %d with %d cookies of before the sign-out", answer.Status, len(kept))
		}
	})
	t.Run("one from before the sign-in is worth nothing", func(t *testing.T) {
		c := ClientOf(t, p, Email)
		before := c.cookies()
		// A session that exists is carried into another sign-in.
		values := url.Values{"email": {Email}, "password": {Password}, "next": {"/"}}
		if answer := c.Post("/sign-in", values); answer.Status != http.StatusSeeOther {
			t.Fatalf("status %d", answer.Status)
		}
		after := c.cookies()
		session := func(list []*http.Cookie) string {
			return list[slices.IndexFunc(list, func(c *http.Cookie) bool { return c.Name == "panel" })].Value
		}
		if session(before) == session(after) {
			t.Fatalf("the id stayed: %v, %v", before, after)
		}
		c.setCookies(before)
		if answer := c.Get("/servers"); answer.Status != http.StatusSeeOther {
			t.Errorf("status %d with the cookie from before", answer.Status)
		}
	})
	t.Run("one that a stranger planted is not taken", func(t *testing.T) {
		c := NewClient(t, p)
		c.setCookies([]*http.Cookie{{Name: "panel", Value: "PLANTED", Path: "/"}})
		c.SignIn()
		for _, cookie := range c.cookies() {
			if cookie.Value == "PLANTED" {
				t.Error("the planted id was taken")
			}
		}
		c.setCookies([]*http.Cookie{{Name: "panel", Value: "PLANTED", Path: "/"}})
		if answer := c.Get("/servers"); answer.Status != http.StatusSeeOther {
			t.Errorf("status %d with the planted id", answer.Status)
		}
	})
}

// staysHere is what no browser takes for another host: they read a backslash as
// a slash, and leave out tabs and ends of lines.
var staysHere = regexp.MustCompile(`^/([^/\\\x00-\x1f][^\\\x00-\x1f]*)?$`)

func TestNextNeverLeavesTheHost(t *testing.T) {
	t.Parallel()
	p := StartPanel(t)
	for _, next := range []string{
		"https://evil.example/", "//evil.example", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "/\n/evil.example",
		"javascript:alert(1)", "evil.example", "", "/%0d%0aX: y", "/\x00/evil.example",
	} {
		c := NewClient(t, p)
		values := url.Values{"email": {Email}, "password": {Password}, "next": {next}}
		answer := c.Post("/sign-in", values)
		location := answer.Header.Get("Location")
		target, err := url.Parse(location)
		if answer.Status != http.StatusSeeOther || err != nil || target.Host != "" || target.Scheme != "" || !staysHere.MatchString(location) {
			t.Errorf("%q leads to %q (status %d)", next, location, answer.Status)
		}
	}
}

func (c *Client) cookies() []*http.Cookie {
	address, _ := url.Parse(c.base)
	return c.http.Jar.Cookies(address)
}

func (c *Client) setCookies(cookies []*http.Cookie) {
	address, _ := url.Parse(c.base)
	for _, cookie := range cookies {
		cookie.Path = "/"
	}
	c.http.Jar.SetCookies(address, cookies)
}
