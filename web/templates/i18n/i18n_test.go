package i18n

import (
	"context"
	"testing"
)

type catalog map[string]string

func (catalog) Lang() string { return "de" }

func (c catalog) Text(english string) (string, bool) {
	text, ok := c[english]
	return text, ok
}

func (c catalog) Plural(n int, one, other string) (string, bool) {
	if n == 1 {
		return c.Text(one)
	}
	return c.Text(other)
}

func TestWithoutCatalog(t *testing.T) {
	ctx := context.Background()
	if got := T(ctx, "Stop {name}", "name", "{name}"); got != "Stop {name}" {
		t.Errorf("T = %q", got)
	}
	if got := N(ctx, 1, "{n} server", "{n} servers"); got != "1 server" {
		t.Errorf("N = %q", got)
	}
	if got := N(ctx, 0, "{n} server of {who}", "{n} servers of {who}", "who", "Ann"); got != "0 servers of Ann" {
		t.Errorf("N = %q", got)
	}
	if got := Lang(ctx); got != "en" {
		t.Errorf("Lang = %q", got)
	}
}

func TestWithCatalog(t *testing.T) {
	ctx := With(context.Background(), catalog{"Stop {name}": "{name} anhalten", "{n} servers": "{n} Server"})
	for want, got := range map[string]string{
		"web anhalten": T(ctx, "Stop {name}", "name", "web"),
		"Start":        T(ctx, "Start"),
		"2 Server":     N(ctx, 2, "{n} server", "{n} servers"),
		"1 server":     N(ctx, 1, "{n} server", "{n} servers"),
		"de":           Lang(ctx),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
