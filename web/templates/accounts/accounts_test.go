package accounts

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"pinfold/internal/form"
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

func TestList(t *testing.T) {
	row := Row{ID: "1", Href: "/accounts/1", Label: evil, Provider: "Clodo", Warn: true, Word: "Does not answer", Old: true, Checked: time.Now()}
	render(t, ListPage(layout.Shell{}, List{Rows: []Row{row}, MayConnect: true}), `id="account-list"`, `data-live="accounts"`, `id="account-1"`, `href="/accounts/new"`)
	render(t, ListPage(layout.Shell{}, List{MayConnect: true}), `id="account-list"`, "Connect your first account")
	if strings.Contains(render(t, ListPage(layout.Shell{}, List{})), "/accounts/new") {
		t.Error("offers what is not allowed")
	}
}

func TestPage(t *testing.T) {
	p := Page{
		Row: Row{ID: "1", Label: "main", Provider: "Clodo"}, User: evil, Endpoint: evil, FailingSince: time.Now().Add(-time.Hour),
		NextTry: time.Now().Add(time.Minute), LastError: "No answer.", LastSaid: evil, Consequence: "Changes wait.",
		Lists: []Check{{Name: "Servers", Items: 3, Doubt: true}}, Advice: []string{evil}, Live: []string{"account-1"},
		RefreshURL: "/accounts/1/refresh", SettingsURL: "/accounts/1/settings", RemoveURL: "/accounts/1/remove",
	}
	text := render(t, AccountPage(layout.Shell{}, p), `id="account-page"`, `data-live="account-1"`, "That is 1 h.", "Changes wait.", "Try now")
	if strings.Contains(text, "/accounts/1/settings") || strings.Contains(text, "/accounts/1/remove") {
		t.Error("offers what is not allowed")
	}
	p.MayManage = true
	render(t, AccountPage(layout.Shell{}, p), `href="/accounts/1/settings"`, `href="/accounts/1/remove"`)
}

func TestConnect(t *testing.T) {
	c := Connect{
		Title: "Connect account", Choices: []Choice{{Name: "Clodo", Href: "/accounts/new?provider=clodo", Current: true}, {Name: "CloudAtCost", Href: "javascript:x"}},
		Form:   form.Form{Fields: []form.Field{{Name: "key", Label: "Key", Kind: form.Password, Secret: true}}},
		Values: form.Values{"key": "typed secret"}, Errors: form.Errors{"key": "Too short."}, Action: "/accounts/new", Submit: "Connect", Testing: true,
	}
	text := render(t, ConnectPage(layout.Shell{}, c), `name="do" value="save"`, `name="do" value="test"`, `id="connect-result"`, "Nothing was tested.")
	if strings.Contains(text, "typed secret") {
		t.Error("sends a secret back")
	}
	c.Errors, c.Tested, c.Works, c.Took = nil, true, true, 640*time.Millisecond
	render(t, ConnectPage(layout.Shell{}, c), "Works, answered in 0.6 s")
	c.Works, c.Sentence, c.Said = false, "Clodo refused.", evil
	render(t, ConnectPage(layout.Shell{}, c), "Clodo refused.", "&lt;script&gt;")
}

func TestRemove(t *testing.T) {
	r := Remove{
		Asking: ui.Asking{Title: "Remove " + evil, Action: "/accounts/1/remove", Cancel: "/accounts/1", Submit: "Remove account", Danger: true},
		Name:   "main", Forgets: []ui.Consequence{{Kind: ui.Error, Text: "The key is forgotten."}}, Problem: "This is not the name.",
	}
	render(t, RemoveFragment(r), "data-dialog-box", "Remove account", "This is not the name.")
	render(t, RemovePage(layout.Shell{}, r), `name="confirm"`, "The key is forgotten.")
}

func TestAbilitiesSayOnceWhatTheProviderLacks(t *testing.T) {
	const none = "Clodo's API has no call for this."
	can, cannot, missing, why := able([]Ability{{Name: "Stop"}, {Name: "Start"}, {Name: "Reboot"},
		{Name: "Order", Reason: "Clodo has no orders."}, {Name: "Clone", Reason: none}, {Name: "Rename", Reason: none}})
	if len(can) != 3 || len(cannot) != 1 || len(missing) != 2 || why != none {
		t.Errorf("%d, %d, %v for %q", len(can), len(cannot), missing, why)
	}
}
