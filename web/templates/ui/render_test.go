package ui

import (
	"context"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"pinfold/internal/form"
)

func render(t *testing.T, ctx context.Context, c templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := c.Render(ctx, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPartsFollowThePolicy(t *testing.T) {
	ctx := templ.WithNonce(context.Background(), "n0nce")
	html := render(t, ctx, Parts())
	for _, bad := range []string{" style=", "<script", "<style", " onclick=", "javascript:"} {
		if strings.Contains(html, bad) {
			t.Errorf("the page of all parts has %q", bad)
		}
	}
	sprite, err := os.ReadFile("../../static/dist/icons.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`\.svg#([a-z0-9-]+)`).FindAllStringSubmatch(html, -1) {
		if !strings.Contains(string(sprite), `<symbol id="`+m[1]+`"`) {
			t.Errorf("icon %q is not in the sprite; build the assets", m[1])
		}
	}
}

func TestHXCarriesTheNonce(t *testing.T) {
	ctx := templ.WithNonce(context.Background(), "n0nce")
	html := render(t, ctx, SearchBox(Search{Name: "q", Target: "#list", URL: "/servers"}))
	if !strings.Contains(html, `hx-nonce="n0nce"`) || !strings.Contains(html, `hx-get="/servers"`) {
		t.Errorf("search box: %s", html)
	}
}

func TestFieldsKeepSecrets(t *testing.T) {
	f := form.Form{Fields: []form.Field{
		{Name: "key", Label: "Key", Kind: form.Text, Secret: true},
		{Name: "password", Label: "Password", Kind: form.Password},
		{Name: "name", Label: "Name", Kind: form.Text},
	}}
	values := form.Values{"key": "geheim-1", "password": "geheim-2", "name": "a\"b"}
	html := render(t, context.Background(), Fields(f, values, form.Errors{"name": "No <b>."}))
	if strings.Contains(html, "geheim") {
		t.Error("a secret value came back")
	}
	for _, want := range []string{`value="a&#34;b"`, `aria-invalid="true"`, `aria-describedby="f-name-e"`, "No &lt;b&gt;."} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in %s", want, html)
		}
	}
}

func TestShowWhenIsAQuery(t *testing.T) {
	attrs := showWhen([]form.Condition{{Field: "os", Values: []string{"a b", "c&d"}}, {Field: "size", Values: []string{""}}})
	query, err := url.ParseQuery(attrs["data-show-when"].(string))
	if err != nil || len(query["os"]) != 2 || query["os"][1] != "c&d" || query.Get("size") != "" || !query.Has("size") {
		t.Errorf("%v, %v", query, err)
	}
}

func TestSaidIsText(t *testing.T) {
	html := render(t, context.Background(), Said("Clodo", "<img src=x>\u202e"+strings.Repeat("a", 700), ""))
	if strings.Contains(html, "<img") || strings.Contains(html, "\u202e") || !strings.Contains(html, "⟨U+202E⟩") {
		t.Errorf("said: %s", html)
	}
	if !strings.Contains(html, "<details") {
		t.Error("long words are not cut")
	}
}
