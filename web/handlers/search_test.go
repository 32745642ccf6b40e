package handlers

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// marks are around what was searched for.
var marks = regexp.MustCompile(`</?mark[^>]*>`)

// look is a search by the palette's script.
func (b *browser) look(q string) page {
	b.t.Helper()
	b.header.Set("HX-Request", "true")
	defer b.header.Del("HX-Request")
	answer := b.get("/search?q=" + url.QueryEscape(q))
	answer.body = marks.ReplaceAllString(answer.body, "")
	return answer
}

// inOrder checks that the page has the texts one after another.
func (p page) inOrder(t *testing.T, texts ...string) {
	t.Helper()
	rest := p.body
	for _, text := range texts {
		_, after, ok := strings.Cut(rest, text)
		if !ok {
			t.Fatalf("the page lacks %q, or has it too early", text)
		}
		rest = after
	}
}

func TestSearchShowsThingsThenActionsThenPages(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("serv-1", providers.Running)
	h.server("serv-2", providers.Stopped)
	page := h.as(h.scope).look("serv")
	page.want(t, 200, `role="listbox"`, `role="option"`, `data-said="10 lines"`)
	page.inOrder(t, `aria-label="Servers"`, fmt.Sprintf(`href="/servers/%d"`, server.ID), "Running", "Stopped",
		`aria-label="Do"`, "serv-1", `aria-label="Go to"`, `href="/servers"`, `href="/servers/new"`)
	page.want(t, 200, "data-dialog", fmt.Sprintf(`href="/servers/%d/actions/server.reboot"`, server.ID))
	// What cannot be done says why, comes last and leads nowhere.
	page.inOrder(t, "actions/server.stop", `aria-disabled="true"`, "It is already running.")
	page.lacks(t, "actions/server.start", "<html")
}

func TestSearchTakesAVerb(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	ann := h.as(h.scope)
	page := ann.look("reb web")
	page.want(t, 200, fmt.Sprintf(`href="/servers/%d/actions/server.reboot"`, server.ID))
	page.lacks(t, "actions/server.stop")
	page.inOrder(t, `aria-label="Do"`, "server.reboot", `aria-label="Servers"`)
	for i := range 9 {
		h.server(fmt.Sprint("many-", i), providers.Running)
	}
	ann.look("reboot many").want(t, 200, "All 9 servers that match", `href="/servers?q=many"`)
	ann.look("paint web").want(t, 200, "Nothing matches “paint web”.")
}

func TestSearchWithNothingTyped(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("calm", providers.Running)
	h.server("broken", providers.Failed)
	page := h.as(h.scope).look("  ")
	page.inOrder(t, `aria-label="Needs you"`, "broken", `aria-label="Go to"`, "Servers", "Operations", "Accounts", "Connect account")
	page.lacks(t, "calm", `aria-label="Do"`)
}

func TestSearchPageIsTheSameAsLinks(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	ann := h.as(h.scope)
	page := ann.get("/search?q=web")
	page.want(t, 200, "<html", fmt.Sprintf(`href="/servers/%d"`, server.ID), `value="web"`, "server.reboot")
	page.lacks(t, `role="option"`, `role="listbox"`)
	ann.get("/search").want(t, 200, "Connect account")
}

func TestSearchLeadsThingsToWhatTheyBelongTo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	for _, item := range []providers.Observation{
		{Kind: providers.KindImage, ID: "1", Name: "fedora"}, {Kind: providers.KindTask, ID: "2", Name: "fedora task", Parent: server.ExternalID},
		{Kind: "gadget", ID: "3", Name: "fedora gadget"}, {Kind: providers.KindSSHKey, ID: "fedora-4"},
	} {
		_, err := testdb.Intake(h.scope, h.account).One(ctx, "things", item)
		testdb.Must(t, err)
	}
	page := h.as(h.scope).look("fedora")
	account := fmt.Sprintf(`href="/accounts/%d"`, h.account.ID)
	page.want(t, 200, "Images", account, "image of Clodo main", "Gadgets", "gadget of Clodo main", "fedora-4", "SSH keys")
	page.inOrder(t, `aria-label="Tasks"`, fmt.Sprintf(`href="/servers/%d"`, server.ID), "task of web, Clodo main")
	page.lacks(t, "/gadgets/", "/images/", `aria-label="Do"`)
}

// TestEveryKindHasWords: a kind that is added gets a line in the table.
func TestEveryKindHasWords(t *testing.T) {
	for kind, k := range kindPages {
		if k.one == "" || k.many == "" || k.icon == "" || kindOf(plural(kind)) != kind {
			t.Errorf("%s lacks words, or is not found by its segment", kind)
		}
	}
	if k := pageOf("gadget"); k.many != "Gadgets" || k.icon == "" || k.own {
		t.Errorf("an unknown kind is shown as %+v", k)
	}
}

func TestSearchTellsOfMore(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range 12 {
		h.server(fmt.Sprintf("web-%02d", i), providers.Running)
	}
	page := h.as(h.scope).look("web-")
	page.want(t, 200, "All 12 servers that match", `href="/servers?q=web-"`, "web-05")
	page.lacks(t, "web-06")
	h.as(h.scope).get("/servers?q=web-").want(t, 200, "web-11")
}

func TestSearchStaysWithTheTeam(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("hidden", providers.Failed)
	bob := h.Team(t, "bob")
	hers := h.Account(t, bob, "hers")
	for name, scope := range map[string]models.Scope{"another team": bob, "limited": h.Limited(t, h.scope.Team.ID, "eve@example.com", hers.ID)} {
		for _, q := range []string{"hidden", "x-hidden", "main", ""} {
			if body := h.as(scope).look(q).body; strings.Contains(body, "/servers/1") || strings.Contains(body, "/accounts/1") {
				t.Errorf("%s: %q shows a thing of others", name, q)
			}
		}
	}
	anyone := h.browser().get("/search?q=hidden")
	if anyone.StatusCode == 200 {
		t.Error("the search is open to anyone")
	}
}

func TestSearchOffersAViewerNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("web", providers.Running)
	user := models.User{Email: "view@example.com"}
	testdb.Must(t, h.AddMember(ctx, h.scope.Team.ID, &user, access.Viewer))
	scope, err := h.ScopeFor(ctx, user.ID, h.scope.Team.ID)
	testdb.Must(t, err)
	h.as(scope).look("web").lacks(t, `aria-label="Do"`, "/actions/")
	h.as(scope).look("").lacks(t, "/servers/new", "/accounts/new")
}

func TestSearchTakesAnyText(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("50% off_web", providers.Running)
	h.server(`<script>alert(1)</script>`, providers.Running)
	h.server("evil\u202egpj.exe", providers.Running)
	ann := h.as(h.scope)
	ann.look("%").want(t, 200, "50", "off_web")
	ann.look("%").lacks(t, "script&gt;alert")
	ann.look("f_w").want(t, 200, "50% o")
	ann.look("a_e").want(t, 200, "Nothing matches")
	ann.look("alert(1)").lacks(t, "<script")
	ann.look("<script>").lacks(t, "<script")
	ann.look("evil").want(t, 200, "⟨U+202E⟩")
	ann.look("evil").lacks(t, "\u202e")
	for _, q := range []string{strings.Repeat("x", 5000), strings.Repeat("ж", 300), strings.Repeat("a ", 2000), "\x00", "\xff\xfe", "'; DROP TABLE resources; --", `\`, "1 OR 1=1", "\u202e"} {
		ann.look(q).want(t, 200, `id="palette-found"`)
		ann.get("/search?q="+url.QueryEscape(q)).want(t, 200, "<html")
	}
}
