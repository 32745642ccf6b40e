package handlers

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
	"pinfold/internal/providers/idcloudhost"
	"pinfold/internal/testdb"
)

// prober is a provider that can be tested and lists tasks.
type prober struct {
	report providers.Report
	err    error
	calls  int
}

// Verify implements providers.Verifier.
func (p *prober) Verify(context.Context) (providers.Report, error) {
	p.calls++
	return p.report, p.err
}

// Sources implements providers.Inventory.
func (*prober) Sources() []providers.Source {
	return []providers.Source{
		{Name: "tasks", Kinds: []providers.Kind{providers.KindTask, providers.KindClient}, Every: time.Minute},
		{Name: "servers", Kinds: []providers.Kind{providers.KindServer}, Every: time.Minute},
	}
}

// newProbed is a house whose account answers as the prober says.
func newProbed(t *testing.T) (*prober, *house, models.Account) {
	t.Helper()
	p := &prober{report: providers.Report{Findings: []string{"Signed in as <ann>."}}}
	vendor := providers.Vendor{Slug: "clodo", Name: "Clodo", Zero: p, Connect: form.Form{}, Limits: []providers.Limit{
		{Method: "POST", Count: 10, Per: time.Minute}, {Count: 500, Per: 24 * time.Hour}},
		Lacks: func(form.Values) providers.Reasons {
			return providers.Reasons{"server.reboot": "Clodo's API has no reboot."}
		},
		Endpoint: func(form.Values) string { return "https://example.com" },
		Open:     func(_, _ form.Values, _ providers.Kit) (providers.Client, error) { return p, nil }}
	h := newHouse(t, func(o *Options) {
		o.Vendors = []providers.Vendor{vendor}
		o.Fleet = fleet.New(fleet.Options{Store: o.Store, Keys: o.Keys, Bus: o.Bus, Log: o.Log, Vendors: o.Vendors})
	})
	account := models.Account{Provider: "clodo", Label: "second"}
	testdb.Must(t, h.scope.AddAccount(ctx, &account, func(models.ID) ([]byte, error) { return nil, nil }, models.Audit{}))
	return p, h, account
}

func TestCanIsAskedOnDemand(t *testing.T) {
	t.Parallel()
	p, h, account := newProbed(t)
	ann, path := h.as(h.scope), accountURL(account.ID)
	ann.get(path).want(t, 200, "What this key can do", "Test now", "Reboot server: Clodo&#39;s API has no reboot.",
		"10 of 10 left this minute", "All calls", "500 of 500 left today", `href="/servers?account=2"`)
	if p.calls != 0 {
		t.Error("the page called the provider")
	}
	ann.get(path+"/can").want(t, 200, "<title>", "Works, answered in", "Signed in as &lt;ann&gt;.", "Test again")
	p.err = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "Clodo did not answer within 20 s.", Said: "busy"}
	ann.header.Set("HX-Request", "true")
	answer := ann.get(path + "/can")
	answer.want(t, 200, `id="account-can"`, "Clodo did not answer within 20 s.", "Clodo: “busy”", "Try again", "hx-morph-skip")
	if strings.Contains(answer.body, "<title>") {
		t.Error("a fragment is a page")
	}
}

func TestHasListsWhatWasRead(t *testing.T) {
	t.Parallel()
	_, h, account := newProbed(t)
	var items []providers.Observation
	for i := range 51 {
		items = append(items, providers.Observation{Kind: providers.KindTask, ID: string(rune('A' + i)), Name: "poweron " + evilName, State: providers.Working,
			StateWord: "pending", Facts: providers.NamedFacts{Details: []providers.Detail{{Label: "Server", Value: evilName}}}})
	}
	source := (*prober)(nil).Sources()[0]
	_, err := testdb.Intake(h.scope, account).List(ctx, source, providers.Listing{Items: items, Complete: true})
	testdb.Must(t, err)
	ann, path := h.as(h.scope), accountURL(account.ID)+"/has/"
	p := ann.get(path + "task")
	p.want(t, 200, "Tasks", "poweron &lt;b&gt;", "Server", "Working", "1 to 50 of 51", "page=2")
	ann.get(path+"task?page=2").want(t, 200, "51 to 51 of 51")
	ann.get(path+"client").want(t, 200, "There are none")
	ann.get(path+"server").want(t, http.StatusSeeOther)
	for _, missing := range []string{"image", "vnc_password", "account"} {
		ann.get(path+missing).want(t, http.StatusNotFound)
	}
	stranger := h.as(h.Team(t, "bob"))
	stranger.get(path+"task").want(t, http.StatusNotFound)
	stranger.get(accountURL(account.ID)+"/can").want(t, http.StatusNotFound)
}

const evilName = `<b>`

// Every action stands in an area, under a name that no other of the area has,
// and the areas say how much the account has of them.
func TestAbilitiesStandInAreas(t *testing.T) {
	t.Parallel()
	for _, v := range []providers.Vendor{clodo.Vendor(), idcloudhost.Vendor()} {
		n := 0
		for _, area := range areasOf(actions.Target{Vendor: v}) {
			names := map[string]bool{}
			for _, one := range area.Abilities {
				if names[one.Name] || one.Name == "" {
					t.Errorf("%s names %q twice", area.Name, one.Name)
				}
				names[one.Name] = true
			}
			n += len(area.Abilities)
			if len(area.Abilities) == 0 {
				t.Errorf("%s is empty", area.Name)
			}
		}
		if n != len(actions.All()) {
			t.Errorf("%d of %d actions stand in an area", n, len(actions.All()))
		}
	}
	h, _ := networked(t)
	_, after, _ := strings.Cut(h.as(h.scope).get(accountURL(h.account.ID)).body, `id="account-can"`)
	page{body: after}.inOrder(t, ">Servers<", ">Disks<", "all 3", "Add disk", ">DNS<", "none", "Add zone", ">Tickets<")
}
