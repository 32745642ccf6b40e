package testoidc

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var requestID = regexp.MustCompile(`name="id" value="([^"]+)"`)

// SignIn goes to an address at the issuer, fills its form in, and returns the
// address that the issuer sends the browser back to.
func (i *Issuer) SignIn(t testing.TB, address, login string) *url.URL {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var back *url.URL
	client := http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Host != i.Place {
			back = r.URL
			return http.ErrUseLastResponse
		}
		return nil
	}}
	answer, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	page, _ := io.ReadAll(answer.Body) // A form that is missing tells.
	_ = answer.Body.Close()            // It was only read.
	if back != nil {
		return back
	}
	found := requestID.FindSubmatch(page)
	if found == nil {
		t.Fatalf("the issuer shows no form, but %d: %s", answer.StatusCode, page)
	}
	answer, err = client.PostForm(i.URL+"/login/username", url.Values{"id": {string(found[1])}, "username": {login}, "password": {Password}})
	if err != nil {
		t.Fatal(err)
	}
	page, _ = io.ReadAll(answer.Body) // As above.
	_ = answer.Body.Close()           // As above.
	if back == nil {
		t.Fatalf("the issuer does not send %s back: %s", login, strings.TrimSpace(string(page)))
	}
	return back
}
