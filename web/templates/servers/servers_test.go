package servers

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"pinfold/web/templates/layout"
	"pinfold/web/templates/ui"
)

const evil = `<script>x</script><b hx-get="/x">` + "\u202e"

func render(t *testing.T, page templ.Component, parts ...string) string {
	t.Helper()
	var out strings.Builder
	if err := page.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, bad := range []string{"<script>", "<b hx-get", " style=", "javascript:"} {
		if strings.Contains(text, bad) {
			t.Errorf("contains %s", bad)
		}
	}
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("lacks %s", part)
		}
	}
	return text
}

var offered = []Offer{
	{Name: "server.stop", Label: "Stop", Icon: "square", Href: "/servers/7/actions/server.stop", Group: "Power"},
	{Name: "server.start", Label: "Start", Icon: "play", Reason: "It is already running.", Group: "Power"},
	{Name: "server.delete", Label: "Delete server", Icon: "trash-2", Href: "javascript:x", Danger: true},
}

func TestList(t *testing.T) {
	l := List{
		Rows: []Row{{
			ID: "7", Name: evil, System: evil, Location: evil, Can: "server.stop",
			State: State{Kind: ui.Running, Word: "Running", Title: evil, Percent: -1}, Checked: time.Now(),
		}},
		Search:    ui.Search{Name: "q", Value: evil, URL: "/servers", Target: "#server-list"},
		Selection: ui.Selection{ID: "selection"}, Hidden: map[string]string{"sort": "name", "state": "running"},
		Trouble: []Trouble{{Strong: "Clodo has not answered.", Href: "/accounts/1", RefreshURL: "/accounts/1/refresh"}},
	}
	text := render(t, ListPage(layout.Shell{}, l), `id="server-list"`, `data-live="servers"`, `id="server-7"`, `href="/servers/7/actions"`,
		`name="sort" value="name"`, "Clodo has not answered.", "⟨U+202E⟩")
	if live, bar := strings.Index(text, `id="server-list"`), strings.Index(text, "data-selection"); bar < live {
		t.Error("the selection bar stands before the list")
	}
}

func TestOffers(t *testing.T) {
	render(t, OffersPage(layout.Shell{}, Offering{Name: evil, Href: "/servers/7", Offers: offered}),
		"data-row-actions", `href="/servers/7/actions/server.stop"`, "It is already running.", "⟨U+202E⟩")
	render(t, OffersMenu(Offering{Name: "web"}), "Your role allows no action here.")
}

func TestEmptyLists(t *testing.T) {
	shell := layout.Shell{}
	render(t, ListPage(shell, List{NoAccounts: true, MayConnect: true}), `id="server-list"`, "Connect your first account", `href="/accounts/new"`)
	if strings.Contains(render(t, ListPage(shell, List{NoAccounts: true})), `href="/accounts/new"`) {
		t.Error("offers what is not allowed")
	}
	render(t, ListPage(shell, List{MayCreate: true}), "No servers yet")
	none := List{NoneFit: true, Search: ui.Search{Value: "web-12"}, Fit: "The filter “Running” is on.", ClearHref: "/servers"}
	render(t, ListPage(shell, none), "No server matches “web-12”", none.Fit, "Show all servers")
}

func TestPage(t *testing.T) {
	at := time.Now()
	p := Page{
		ID: "7", Name: evil, Account: "main", AccountURL: "javascript:x", Gone: at, Offers: offered, Live: []string{"server-7"},
		Facts:   []Fact{{Name: "Address", Value: evil, Copy: true}},
		Secrets: []Secret{{Name: "root", Label: "Password", RevealURL: "/reveal"}},
		Usage:   []Usage{{Label: "CPU", Percent: 3}},
		Runs: []Run{
			{Title: "Reboot", State: State{Kind: ui.Working, Word: "Rebooting", Percent: -1}, At: at},
			{Title: "Stop", State: State{Kind: ui.OK, Word: "Done"}, At: at.Add(-time.Hour), Who: "Ann"},
		},
		Changes: []Change{
			{At: at, Text: "Memory", Before: evil, After: "2 GB", ByOperation: Outside},
			{At: at.Add(-2 * time.Hour), Text: "Started", Before: "2011-02-07T05:09:22+03:00"},
			{At: at.Add(-3 * time.Hour), Text: "Seen for the first time"},
		},
	}
	text := render(t, ServerPage(layout.Shell{}, p), `id="server-page"`, `data-live="server-7"`, "Rebooting", "Asked by Ann", Outside, "7 Feb 2011, 02:09")
	if strings.Index(text, Outside) > strings.Index(text, "Asked by Ann") {
		t.Error("history is not newest first")
	}
	if strings.Count(text, `class="state mt-0.5 is-warn"`) != 1 {
		t.Error("not only the outside change is marked")
	}
}

func TestReasonForAllIsSaidOnce(t *testing.T) {
	const busy = "Reboot has an unknown outcome."
	p := Page{ID: "7", Name: "web", Checked: time.Now(), Offers: []Offer{{Label: "Stop", Reason: busy}, {Label: "Delete server", Reason: busy, Danger: true}}}
	text := render(t, ServerPage(layout.Shell{}, p), `aria-describedby="server-actions-why"`)
	if n := strings.Count(text, busy); n != 1 {
		t.Errorf("said %d times", n)
	}
}

func TestPartsAndRecord(t *testing.T) {
	at := time.Now()
	part := Part{
		Name: "backups", Title: "Backups", URL: "/servers/7/parts/backups", Provider: "Clodo", None: "Clodo lists none.",
		Heads: []Head{{Label: "Made"}, {Label: "Description"}, {Label: "Size", End: true}},
		Rows:  []PartRow{{ID: "backup-1", Cells: []Cell{{Moment: at}, {Text: evil}, {}}}},
	}
	never := Part{Name: part.Name, Title: part.Title, URL: part.URL, Provider: "Clodo", Due: true}
	render(t, ServerPart(never), `id="part-backups"`, `hx-trigger="load"`, "Asking Clodo", "Read backups", "skeleton")
	read := part
	read.ReadAt, read.Trouble = at.Add(-time.Hour), "Clodo does not answer."
	text := render(t, ServerPart(read.Compact()), "Read 1 h ago", "Clodo does not answer.", "Try again", `id="backup-1"`, "Description", "⟨U+202E⟩")
	if strings.Contains(text, "Size") || strings.Contains(text, "hx-trigger") || strings.Contains(text, "skeleton") {
		t.Error("an empty column, a reading or a skeleton is there")
	}
	render(t, ServerPart(Part{Name: "backups", Title: "Backups", ReadAt: at, None: "Clodo lists none."}), "Clodo lists none.")
	record := Record{URL: "/servers/7/log", Provider: "Clodo", Lang: "ru", ReadAt: at, Entries: []RecordLine{{What: evil, Who: "Клиент", Outcome: "ОК"}}}
	render(t, ServerRecord(record), `lang="ru"`, "Клиент", "⟨U+202E⟩", "hx-morph-skip")
	render(t, ServerRecord(Record{URL: record.URL, Provider: "Clodo", Trouble: "It does not answer."}), "It does not answer.", "Try again")
	render(t, ServerRecord(Record{URL: record.URL, Provider: "Clodo"}), `hx-trigger="load"`, "Read the record")
}

func TestSecret(t *testing.T) {
	render(t, Revealed(Secret{Name: "root", Value: evil}), `id="secret-root"`, "data-editing", "&lt;script&gt;")
}

func TestCreate(t *testing.T) {
	c := Create{Choices: []Choice{{Provider: "Clodo", Account: evil, Href: "/accounts/1/actions/server.create"}, {Provider: "CloudAtCost", Reason: "Its API cannot create servers."}}}
	render(t, CreatePage(layout.Shell{}, c), `href="/accounts/1/actions/server.create"`, "Its API cannot create servers.")
}

// TestMenuSaysOnceWhatTheProviderLacks and keeps a line for what has a reason
// of its own.
func TestMenuSaysOnceWhatTheProviderLacks(t *testing.T) {
	const none = "Clodo's API has no call for this."
	p := Page{ID: "7", Name: "web", Checked: time.Now(), Offers: []Offer{
		{Label: "Stop", Href: "/stop"}, {Label: "Rename", Reason: none, Missing: true},
		{Label: "Grow disk", Reason: "It grows with its size.", Missing: true}, {Label: "Clone", Reason: none, Missing: true},
	}}
	text := render(t, ServerPage(layout.Shell{}, p), "has no call for this: Rename, Clone.", "It grows with its size.", `href="/stop"`)
	if n := strings.Count(text, "has no call"); n != 1 {
		t.Errorf("said %d times", n)
	}
}
