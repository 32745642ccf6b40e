package layout

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"pinfold/web/templates/ui"
)

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var out strings.Builder
	ctx := templ.WithNonce(context.Background(), "n0nce")
	if err := c.Render(templ.WithChildren(ctx, ui.Tag("inside")), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var sample = Shell{
	Title: "Servers", Active: "servers", User: User{Name: "Ann Lee"}, Team: "Blue", Role: "owner",
	Counts: Counts{Servers: 1284, Running: 3, NeedYou: 1, Failing: 2}, Live: true, LiveKey: "k1",
}

func TestPage(t *testing.T) {
	html := render(t, Page(sample))
	for _, want := range []string{
		"<title>Servers · Pinfold</title>", "inside", "1,284", "3 running, 1 needs you", "2 accounts do not answer",
		`data-live-key="k1"`, `aria-current="page"`, `action="/sign-out"`, "Blue, owner", "Times are those of UTC.",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("page has no %q", want)
		}
	}
	if strings.Contains(html, "data-theme=") {
		t.Error("a theme is set where the person made no choice")
	}
}

func TestNoInlineScriptOrStyle(t *testing.T) {
	for name, html := range map[string]string{"page": render(t, Page(sample)), "bare": render(t, Bare(Shell{}, nil))} {
		for _, tag := range regexp.MustCompile(`<script[^>]*>[^<]*`).FindAllString(html, -1) {
			if !strings.Contains(tag, `nonce="n0nce"`) || !strings.HasSuffix(tag, ">") {
				t.Errorf("%s: %s", name, tag)
			}
		}
		if strings.Contains(html, " style=") || strings.Contains(html, "<style") {
			t.Errorf("%s has inline style", name)
		}
	}
}

func TestNavPartsComeAlong(t *testing.T) {
	html := render(t, NavParts(sample))
	if !strings.HasPrefix(html, `<nav id="nav"`) || strings.Count(html, `hx-swap-oob="outerMorph"`) != 2 {
		t.Errorf("parts: %s", html)
	}
}

func TestBareFollowsNothing(t *testing.T) {
	html := render(t, Bare(Shell{Title: "Sign in", Theme: "night"}, nil))
	if strings.Contains(html, "data-live-key") || strings.Contains(html, `id="nav"`) || !strings.Contains(html, `data-theme="night"`) {
		t.Errorf("bare: %s", html)
	}
}
