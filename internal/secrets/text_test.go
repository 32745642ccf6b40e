package secrets_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"log/slog"
	"strings"
	"testing"

	"pinfold/internal/secrets"
)

const canary = "canary-7f3a"

// holder has the secret where fmt may and where it may not call methods.
type holder struct {
	Open   secrets.Text
	hidden secrets.Text
	many   map[string]secrets.Text
	list   []secrets.Text
	to     *secrets.Text
}

type named struct{ Password secrets.Text }

func held() holder {
	text := secrets.NewText(canary)
	return holder{text, text, map[string]secrets.Text{"a": text}, []secrets.Text{text}, &text}
}

func TestTextNeverPrints(t *testing.T) {
	text := secrets.NewText(canary)
	for _, value := range []any{text, &text, held(), []any{text}, struct{ t any }{text}, fmt.Errorf("login: %v", text)} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%c", "%U", "%T", "%p", "%t", "%10v", "%w"} {
			if out := fmt.Sprintf(verb, value); leaks(out) {
				t.Errorf("%s of %T prints %s", verb, value, out)
			}
		}
	}
	if fmt.Sprint(text) != "[redacted]" || text.String() != "[redacted]" {
		t.Errorf("prints %s", text)
	}
}

func TestTextNeverMarshals(t *testing.T) {
	for name, marshal := range map[string]func(any) ([]byte, error){"json": json.Marshal, "xml": xml.Marshal} {
		for _, value := range []any{secrets.NewText(canary), named{secrets.NewText(canary)}} {
			if out, err := marshal(value); err != nil || leaks(string(out)) {
				t.Errorf("%s: %s, %v", name, out, err)
			}
		}
	}
	out, err := json.Marshal(map[secrets.Text]any{secrets.NewText(canary): held()})
	if err != nil || leaks(string(out)) {
		t.Errorf("as a key: %s, %v", out, err)
	}
	var page bytes.Buffer
	if err := template.Must(template.New("").Parse("{{.}} {{.Open}}")).Execute(&page, held()); err != nil || leaks(page.String()) {
		t.Errorf("template: %s, %v", page.String(), err)
	}
}

func TestTextNeverLogs(t *testing.T) {
	var out bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		log := slog.New(handler)
		log.Info("x", "secret", secrets.NewText(canary), "holder", held(), slog.Group("g", "s", secrets.NewText(canary)))
		log.With("secret", secrets.NewText(canary)).Info("y")
	}
	if leaks(out.String()) {
		t.Error(out.String())
	}
}

func TestTextReveals(t *testing.T) {
	var none secrets.Text
	if !none.IsZero() || none.Reveal() != "" || !secrets.NewText("").IsZero() {
		t.Error("no secret is not zero")
	}
	if text := secrets.NewText(canary); text.IsZero() || text.Reveal() != canary {
		t.Error("the secret is lost")
	}
}

// leaks looks for the secret in the open and in hex.
func leaks(out string) bool {
	out = strings.ToLower(out)
	return strings.Contains(out, canary) || strings.Contains(out, fmt.Sprintf("%x", canary))
}
