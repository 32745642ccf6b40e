package handlers

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// trader is a provider that gives a key for an e-mail and a password.
type trader struct {
	asked  []form.Values
	answer form.Values
	err    error
}

func (tr *trader) vendor() providers.Vendor {
	return providers.Vendor{
		Slug: "inferno", Name: "Inferno", Code: "IN", Currency: "USD", KeyHelp: "In the panel.", Zero: struct{}{},
		Connect: form.Form{Fields: []form.Field{
			{Name: "cid", Label: "Client id", Kind: form.Text, MaxLength: 9},
			{Name: "key", Label: "Key", Kind: form.Password, Secret: true, MaxLength: 20},
			{Name: "endpoint", Label: "Endpoint", Kind: form.Text, Optional: true},
		}},
		Endpoint: func(settings form.Values) string { return settings["endpoint"] },
		Open:     func(form.Values, form.Values, providers.Kit) (providers.Client, error) { return struct{}{}, nil },
		Trade: &providers.Trade{Label: "E-mail and password",
			Form: form.Form{Fields: []form.Field{
				{Name: "email", Label: "E-mail", Kind: form.Email},
				{Name: "password", Label: "Password", Kind: form.Password, Secret: true},
			}},
			Do: func(_ context.Context, _, entered form.Values, _ providers.Kit) (form.Values, error) {
				tr.asked = append(tr.asked, entered)
				return tr.answer, tr.err
			}},
	}
}

func newTrader(t *testing.T) (*trader, *house, *browser) {
	t.Helper()
	tr := &trader{answer: form.Values{"cid": "777", "key": "the-real-key"}}
	h := newHouse(t, func(o *Options) {
		o.Vendors = []providers.Vendor{tr.vendor()}
		o.Fleet = fleet.New(fleet.Options{Store: o.Store, Keys: o.Keys, Bus: o.Bus, Log: o.Log, Vendors: o.Vendors})
	})
	return tr, h, h.as(h.scope)
}

const byEmail = "/accounts/new?provider=inferno&with=trade"

// traded is the account that a trade led to.
func (h *house) traded(label string) (models.Account, bool) {
	h.t.Helper()
	all, err := h.scope.Accounts(ctx)
	testdb.Must(h.t, err)
	for _, a := range all {
		if a.Provider == "inferno" && a.Label == label {
			return a, true
		}
	}
	return models.Account{}, false
}

func TestTradeConnects(t *testing.T) {
	t.Parallel()
	tr, h, ann := newTrader(t)
	ann.get("/accounts/new?provider=inferno").want(t, 200, `href="`+strings.ReplaceAll(byEmail, "&", "&amp;")+`"`, "E-mail and password", "Test connection")
	p := ann.get(byEmail)
	p.want(t, 200, `name="email"`, `name="password"`, `name="cid"`, `name="label"`, `name="currency"`)
	if strings.Contains(p.body, `name="key"`) || strings.Contains(p.body, "Test connection") {
		t.Error("asks for a key, or tests what is traded once")
	}
	p = ann.post(byEmail, "email", "a@example.com", "password", "pass-canary", "label", "shop", "currency", "USD")
	p.want(t, http.StatusSeeOther)
	account, ok := h.traded("shop")
	if !ok || len(tr.asked) != 1 || tr.asked[0]["password"] != "pass-canary" {
		t.Fatalf("stored %v after %d trades", ok, len(tr.asked))
	}
	stored, err := h.keys.OpenMap(fleet.CredentialsOf(h.scope.Team.ID, account.ID), account.Sealed)
	testdb.Must(t, err)
	if len(stored) != 1 || stored["key"].Reveal() != "the-real-key" || account.Settings["cid"] != "777" || account.Settings["email"] != "" {
		t.Errorf("stored %d secrets and %v", len(stored), account.Settings)
	}
}

func TestTradeFails(t *testing.T) {
	t.Parallel()
	tr, h, ann := newTrader(t)
	send := func(label string) page {
		return ann.post(byEmail, "email", "a@example.com", "password", "pass-canary", "label", label, "currency", "USD")
	}
	refused := &providers.Error{Kind: providers.ErrAuth, Sentence: "Inferno refused the e-mail or the password.", Said: "Wrong <password>"}
	lost := &providers.Error{Kind: providers.ErrUnavailable, Sentence: "The connection to Inferno broke."}
	for name, tt := range map[string]struct {
		answer form.Values
		err    error
		want   []string
	}{
		"refused":         {nil, refused, []string{`id="f-password-e"`, "Inferno refused the e-mail or the password.", "Wrong &lt;password&gt;"}},
		"lost":            {nil, lost, []string{"The connection to Inferno broke. No key came back and nothing was stored."}},
		"without a name":  {form.Values{"key": "x"}, nil, []string{`id="f-cid-e"`, "Inferno gave a key but did not tell this."}},
		"an unusable key": {form.Values{"cid": "777", "key": strings.Repeat("x", 30)}, nil, []string{"Inferno answered with a key that cannot be used."}},
	} {
		tr.answer, tr.err, tr.asked = tt.answer, tt.err, nil
		p := send("shop")
		p.want(t, http.StatusUnprocessableEntity, tt.want...)
		if strings.Contains(p.body, "pass-canary") || !strings.Contains(p.body, "a@example.com") || len(tr.asked) != 1 {
			t.Errorf("%s: echoes the password, lost the e-mail, or traded %d times", name, len(tr.asked))
		}
		if _, ok := h.traded("shop"); ok {
			t.Errorf("%s: stored", name)
		}
	}
	tr.answer, tr.err, tr.asked = form.Values{"cid": "777", "key": "k"}, nil, nil
	send("shop").want(t, http.StatusSeeOther)
	send("shop").want(t, http.StatusUnprocessableEntity, "Your team has an account of this name at Inferno already.")
	if len(tr.asked) != 1 {
		t.Errorf("traded %d times for a name that is taken", len(tr.asked))
	}
	send("other").want(t, http.StatusUnprocessableEntity, "This account is connected already, as shop.")
}

func TestTradeReplacesCredentials(t *testing.T) {
	t.Parallel()
	tr, h, ann := newTrader(t)
	ann.post(byEmail, "email", "a@example.com", "password", "p", "label", "shop", "currency", "USD").want(t, http.StatusSeeOther)
	account, _ := h.traded("shop")
	path := accountURL(account.ID) + "/settings?with=trade"
	ann.get(accountURL(account.ID)+"/settings").want(t, 200, `href="`+path+`"`)
	ann.get(path).want(t, 200, `name="email"`, `value="777"`)
	tr.answer = form.Values{"cid": "888", "key": "other"}
	again := []string{"email", "a@example.com", "password", "pass-canary", "cid", "777", "label", "shop", "currency", "EUR"}
	ann.post(path, again...).want(t, http.StatusUnprocessableEntity, "Inferno gave a key for 888 instead.")
	tr.answer = form.Values{"key": "other"}
	ann.post(path, again...).want(t, http.StatusSeeOther)
	changed, _ := h.traded("shop")
	stored, err := h.keys.OpenMap(fleet.CredentialsOf(h.scope.Team.ID, account.ID), changed.Sealed)
	testdb.Must(t, err)
	if stored["key"].Reveal() != "other" || changed.Currency != "EUR" || changed.Version != 2 {
		t.Errorf("stored version %d in %s", changed.Version, changed.Currency)
	}
}
