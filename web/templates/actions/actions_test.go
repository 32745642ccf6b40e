package actions

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"pinfold/internal/form"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/ui"
)

const evil = `<script>x</script><b hx-get="/x">`

func sample() Box {
	return Box{
		Asking: ui.Asking{Title: "Stop " + evil, Action: "/servers/1/actions/server.stop", Cancel: "javascript:x", Submit: "Stop server"},
		Form: form.Form{Fields: []form.Field{
			{Name: "cpu", Label: "CPU", Kind: form.Number}, {Name: "extra", Label: "Extra", Kind: form.Text},
		}},
		Errors:       form.Errors{"cpu": "2 to 16."},
		Consequences: []ui.Consequence{{Kind: ui.Error, Text: "Lost for good."}},
		Calls:        []ui.Call{{Method: "POST", Path: "/vm/" + evil}},
		Cost:         "0.02 EUR per hour.", TypedName: "web-01", FormID: "once",
		Groups: []Group{{Title: "Size", Fields: []string{"cpu"}}, {Title: "Nothing"}},
	}
}

func render(t *testing.T, page templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := page.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script>", "<b hx-get", " style=", "javascript:"} {
		if strings.Contains(out.String(), bad) {
			t.Errorf("contains %s", bad)
		}
	}
	return out.String()
}

func holds(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("lacks %s", part)
		}
	}
}

func TestBox(t *testing.T) {
	wide := sample()
	wide.Wide = true
	for _, page := range []templ.Component{Fragment(sample()), Page(layout.Shell{}, sample()), Page(layout.Shell{}, wide)} {
		holds(t, render(t, page), `name="form_id" value="once"`, "Stop server", "Lost for good.", "0.02 EUR",
			`name="confirm"`, "2 to 16.", `name="cpu"`, `name="extra"`)
	}
}

func TestReason(t *testing.T) {
	box := sample()
	box.Reason = "It is already stopped."
	for _, wide := range []bool{false, true} {
		box.Wide = wide
		text := render(t, Page(layout.Shell{}, box))
		holds(t, text, box.Reason)
		if strings.Contains(text, "Stop server") || strings.Contains(text, `name="form_id"`) {
			t.Error("offers what is not possible")
		}
	}
}

func TestBulk(t *testing.T) {
	box := sample()
	box.Targets = []Target{{ID: "1", Name: "a" + evil, Code: "CL"}, {ID: "2", Name: "b", Code: "CL", Reason: "Suspended."}}
	text := render(t, Fragment(box))
	holds(t, text, `name="id" value="1"`, "Suspended.", "Stop server")
	if strings.Contains(text, `name="id" value="2"`) {
		t.Error("sends what is left out")
	}
	box.Targets = box.Targets[1:]
	if strings.Contains(render(t, Fragment(box)), "Stop server") {
		t.Error("offers an action that nothing takes part in")
	}
}
