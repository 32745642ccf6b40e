package operations

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"pinfold/web/templates/layout"
	"pinfold/web/templates/ui"
)

const evil = `<script>x</script><b hx-get="/x">`

func render(t *testing.T, page templ.Component, parts ...string) string {
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
	for _, part := range parts {
		if !strings.Contains(out.String(), part) {
			t.Errorf("lacks %s", part)
		}
	}
	return out.String()
}

func lost() Row {
	return Row{
		ID: "9", Href: "javascript:x", Title: "Create " + evil, Provider: "Clodo", Kind: ui.Unknown, Word: "Not known", Percent: -1,
		Known:     []Known{{Kind: ui.OK, Text: "Sent once:", Mono: "POST /" + evil, At: time.Now()}},
		DecideURL: "/operations/9/decide", Held: "Creating is held.",
	}
}

func TestList(t *testing.T) {
	l := List{
		NeedYou:  []Row{lost()},
		Running:  []Row{{ID: "1", Title: evil, Kind: ui.Working, Word: "Rebooting", Percent: 54, CancelURL: "/operations/1/cancel"}},
		Finished: []Row{{ID: "2", Title: "Stop", Kind: ui.OK, Word: "Done", Percent: -1, Ended: time.Now()}},
	}
	render(t, ListPage(layout.Shell{}, l), `id="operation-list"`, `data-live="operations"`, `data-live-throttle="300"`, `id="operation-1"`,
		`action="/operations/9/decide"`, `value="look"`, `value="happened"`, `value="did-not"`,
		"None of these sends it again. Creating is held.", `action="/operations/1/cancel"`)
	render(t, ListPage(layout.Shell{}, List{}), `id="operation-list"`, "Nothing is open")
	render(t, ListPage(layout.Shell{}, List{Show: "finished"}), "Nothing has finished yet")
}

func TestPage(t *testing.T) {
	failed := Row{ID: "3", Title: "Resize", Kind: ui.Error, Word: "Refused", Percent: -1, Ended: time.Now(), Sentence: "Clodo refused.", Said: evil, Provider: "Clodo"}
	p := Page{
		Row: failed, Live: []string{"operation-3"}, AnswerURL: "/operations/3/answer", RetryURL: "/servers/1/actions/server.resize",
		Steps: []Step{{Kind: ui.OK, Text: evil, Detail: evil}}, Log: []Line{{Word: "sent", Text: evil}},
		Facts: []Fact{{Name: "Server", Value: evil, Href: "/servers/1"}}, Children: []Row{{ID: "4", Title: "Reboot"}},
	}
	text := render(t, OperationPage(layout.Shell{}, p), `id="operation-page"`, `data-live="operation-3"`, "Clodo refused.", "Try again", `id="answer"`, `id="operation-4"`)
	if strings.Contains(text, `name="decision"`) {
		t.Error("asks for a decision where none is needed")
	}
	render(t, OperationPage(layout.Shell{}, Page{Row: lost()}), `value="did-not"`, `<section id="answer" hidden>`)
}

func TestAnswered(t *testing.T) {
	render(t, Answered([]Fact{{Name: "Password", Value: evil}}), `id="answer"`, "data-editing", "&lt;script&gt;")
}

// TestBulk has a run without an account: no monogram stands for it, and its
// parts are told apart by name.
func TestBulk(t *testing.T) {
	run := Row{ID: "5", Title: "Reboot 2 servers", Kind: ui.Error, Word: "Not all done", Percent: -1, Ended: time.Now()}
	p := Page{Row: run, Children: []Row{{ID: "6", Title: "Reboot web-01", Name: "web-01", Kind: ui.Error, Word: "Failed", Sentence: "Clodo refused.", Percent: -1, Ended: time.Now()}}}
	text := render(t, OperationPage(layout.Shell{}, p), `title="web-01"`, "Clodo refused.")
	if strings.Contains(text, `class="prov`) {
		t.Error("draws a monogram of nobody")
	}
	if strings.Contains(text, ">Actions</th>") {
		t.Error("keeps a column for what nobody can do")
	}
}
