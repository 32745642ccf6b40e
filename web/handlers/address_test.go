package handlers

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/labstack/echo/v4"
)

// TestNextStaysOnThisHost: whatever a link to the sign-in form asks for.
func TestNextStaysOnThisHost(t *testing.T) {
	t.Parallel()
	for next, want := range map[string]string{
		"":                       "/",
		"/servers?q=a%20b&x=//y": "/servers?q=a%20b&x=//y",
		"/operations/7#log":      "/operations/7#log",
		"//evil.example":         "/",
		"///evil.example":        "/",
		"/\\evil.example":        "/",
		"\\\\evil.example":       "/",
		"/\t/evil.example":       "/",
		"/\n/evil.example":       "/",
		"/\r\nSet-Cookie: a=b":   "/",
		"/\x00/evil.example":     "/",
		" //evil.example":        "/",
		"https://evil.example":   "/",
		"https:evil.example":     "/",
		"javascript:alert(1)":    "/",
		"evil.example":           "/",
		"?next=//evil.example":   "/",
		"/a/../..//evil.example": "/a/../..//evil.example", // a path of this host, however it is resolved
		"/%0d%0aSet-Cookie:a=b":  "/%0d%0aSet-Cookie:a=b",
		"/%2F/evil.example":      "/%2F/evil.example",
		"/%zz":                   "/",
	} {
		got := local(next)
		if got != want {
			t.Errorf("%q leads to %q, want %q", next, got, want)
		}
		base, _ := url.Parse("https://panel.example/sign-in")
		to, err := base.Parse(got)
		if err != nil || to.Host != "panel.example" || to.Scheme != "https" {
			t.Errorf("%q leads to %s", next, to)
		}
	}
}

// TestNextIsFollowedAfterSignIn, also when it was in the form's address.
func TestNextIsFollowedAfterSignIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	h.browser().get("/sign-in?next=%2Fservers%3Fq%3D1").want(t, 200, `name="next" value="/servers?q=1"`)
	for next, want := range map[string]string{"/servers?q=1": "/servers?q=1", "//evil.example": "/", "/\\evil.example": "/"} {
		answer := h.browser().signIn(goodPassword, "next", next)
		if got := answer.Header.Get("Location"); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
	}
}

func addressFor(query string) listAddress {
	request := httptest.NewRequest(http.MethodGet, "/servers?"+query, nil)
	return newListAddress(echo.New().NewContext(request, httptest.NewRecorder()))
}

// TestListAddress holds the whole state of a list and nothing else.
func TestListAddress(t *testing.T) {
	t.Parallel()
	a := addressFor("q=a+b&state=running&page=3&sort=-name&evil=1&provider=&q=second")
	for want, pairs := range map[string][]string{
		"/servers?q=a+b&sort=-name&state=running":                nil,
		"/servers?page=4&q=a+b&sort=-name&state=running":         {"page", "4"},
		"/servers?q=a+b&sort=-name&state=stopped":                {"state", "stopped"},
		"/servers?q=a+b&sort=-name":                              {"state", ""},
		"/servers?account=7&q=a+b&sort=name&state=running":       {"account", "7", "sort", "name"},
		"/servers?q=%22%3E%3Cscript%3E&sort=-name&state=running": {"q", `"><script>`},
		"/servers": {"q", "", "state", "", "sort", ""},
	} {
		if got := a.with(pairs...); got != want {
			t.Errorf("with %q: %s", pairs, got)
		}
	}
	if got := addressFor("").with("page", "2"); got != "/servers?page=2" {
		t.Errorf("got %s", got)
	}
	if a.values.Get("state") != "running" || a.values.Get("page") != "3" {
		t.Errorf("the address itself changed: %v", a.values)
	}
}

func TestHiddenFieldsKeepTheRest(t *testing.T) {
	t.Parallel()
	got := addressFor("q=a&state=running&sort=name&page=3&account=1&provider=clodo").hidden("q", "page")
	if fmt.Sprint(got) != "map[sort:name state:running]" {
		t.Errorf("got %v", got)
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		number       int
		shown, total int64
		want         string
	}{
		{1, 0, 0, "0-0 of 0, prev , next "},
		{1, 3, 3, "1-3 of 3, prev , next "},
		{1, 50, 50, "1-50 of 50, prev , next "},
		{1, 50, 51, "1-50 of 51, prev , next /servers?page=2&q=a"},
		{2, 1, 51, "51-51 of 51, prev /servers?page=1&q=a, next "},
		{2, 50, 150, "51-100 of 150, prev /servers?page=1&q=a, next /servers?page=3&q=a"},
		{9, 0, 51, "0-0 of 51, prev /servers?page=8&q=a, next "},
	} {
		p := pagesOf(addressFor("q=a&page=7"), tt.number, tt.shown, tt.total)
		if got := fmt.Sprintf("%d-%d of %d, prev %s, next %s", p.From, p.To, p.Total, p.Prev, p.Next); got != tt.want {
			t.Errorf("page %d: %s, want %s", tt.number, got, tt.want)
		}
	}
}

// TestOddAddressesOfLists are pages, not errors.
func TestOddAddressesOfLists(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	for _, query := range []string{
		"page=0", "page=-1", "page=x", "page=99999999999999999999", "page=100000", "state=none", "sort=id;drop", "account=x", "account=-1",
		"account=99", "provider=none", "q=%00", "q=%ff%fe", "q=%25_%27%22", "q=" + fmt.Sprintf("%0300d", 1), "q=a;b", "%zz", "team_id=2",
	} {
		for _, path := range []string{"/servers", "/operations"} {
			if answer := ann.get(path + "?" + query); answer.StatusCode != 200 {
				t.Errorf("%s?%s: status %d", path, query, answer.StatusCode)
			}
		}
	}
}
