//go:build e2e

package e2e

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/providers"
)

// Client is a browser without a screen: it keeps cookies, fills forms and
// follows no redirects.
type Client struct {
	t    testing.TB
	base string
	http *http.Client
}

// Answer is what the panel answered.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// NewClient returns a client of the panel that is not signed in.
func NewClient(t testing.TB, p *Panel) *Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Client{t: t, base: p.URL, http: &http.Client{
		Jar: jar, Timeout: 30 * time.Second,
		Transport:     &http.Transport{DisableKeepAlives: true, ExpectContinueTimeout: 5 * time.Second},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// In is the same client for a subtest.
func (c *Client) In(t testing.TB) *Client {
	client := *c
	client.t = t
	return &client
}

// Try sends one request. It fails while the panel is down, which is for the
// caller to judge.
func (c *Client) Try(method, path string, values url.Values) (Answer, error) {
	request, err := http.NewRequest(method, c.base+path, strings.NewReader(values.Encode()))
	if err != nil {
		return Answer{}, err
	}
	if values != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := c.http.Do(request)
	if err != nil {
		return Answer{}, err
	}
	defer func() { _ = response.Body.Close() }() // It was only read.
	body, err := io.ReadAll(response.Body)
	return Answer{Status: response.StatusCode, Header: response.Header, Body: string(body)}, err
}

// Get fetches a page.
func (c *Client) Get(path string) Answer {
	c.t.Helper()
	return c.must(http.MethodGet, path, nil)
}

// Post sends a form.
func (c *Client) Post(path string, values url.Values) Answer {
	c.t.Helper()
	return c.must(http.MethodPost, path, values)
}

func (c *Client) must(method, path string, values url.Values) Answer {
	c.t.Helper()
	answer, err := c.Try(method, path, values)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return answer
}

// Submit fetches the page at path, fills its form that posts to action, and
// sends it with what the page itself put in.
func (c *Client) Submit(path, action string, fill map[string]string) Answer {
	c.t.Helper()
	page := c.Get(path)
	values, ok := page.Form(action)
	if !ok {
		c.t.Fatalf("%s (status %d) has no form for %s:\n%s", path, page.Status, action, page.Body)
	}
	for name, value := range fill {
		values.Set(name, value)
	}
	return c.Post(action, values)
}

// SignIn signs in as the owner.
func (c *Client) SignIn() {
	c.t.Helper()
	answer := c.Submit("/sign-in", "/sign-in", map[string]string{"email": Email, "password": Password})
	if answer.Status != http.StatusSeeOther {
		c.t.Fatalf("sign-in: status %d:\n%s", answer.Status, answer.Body)
	}
}

// ConnectClodo connects the default account of the box.
func (c *Client) ConnectClodo(b *Box) {
	c.t.Helper()
	c.Connect(providers.Clodo, b.Clodo())
}

// Connect connects an account at a provider.
func (c *Client) Connect(slug providers.Slug, fill map[string]string) {
	c.t.Helper()
	path := "/accounts/new?provider=" + string(slug)
	answer := c.Submit(path, path, fill)
	if answer.Status != http.StatusSeeOther {
		c.t.Fatalf("connect %s: status %d:\n%s", slug, answer.Status, answer.Body)
	}
}

// Listen opens the event stream and returns what it has told so far. It is
// closed at the end of the test.
func (c *Client) Listen() (heard func() string, ended <-chan struct{}) {
	c.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	c.t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/events", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	patient := http.Client{Jar: c.http.Jar, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := patient.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		c.t.Fatalf("the event stream: status %d", response.StatusCode)
	}
	text, closed := &output{}, make(chan struct{})
	go func() {
		defer close(closed)
		_, _ = io.Copy(text, response.Body) // It ends with the test or with the session.
		_ = response.Body.Close()           // It was only read.
	}()
	return text.String, closed
}
