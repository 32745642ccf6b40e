package main

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"pinfold/internal/accounts"
	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// trading is a provider that gives a key for e-mail and password.
func trading(answer form.Values, err error) providers.Vendor {
	return providers.Vendor{Slug: providers.Inferno, Name: "Inferno", Currency: "USD",
		Connect: form.Form{Fields: []form.Field{{Name: "cid", Label: "Client id"}, {Name: "key", Label: "Key", Kind: form.Password, Secret: true}}},
		Trade: &providers.Trade{Label: "E-mail and password",
			Form: form.Form{Fields: []form.Field{{Name: "email", Label: "E-mail", Kind: form.Email},
				{Name: "password", Label: "Password", Kind: form.Password, Secret: true}}},
			Do: func(_ context.Context, _, entered form.Values, _ providers.Kit) (form.Values, error) {
				if entered["password"] != "canary" {
					panic("the password did not arrive")
				}
				return answer, err
			}}}
}

// tradeOf runs the command's trade as far as it stores.
func tradeOf(t *testing.T, v providers.Vendor, a accountsAddCommand) (accounts.Entry, string, error) {
	t.Helper()
	var warned buffer
	f, values, err := a.entered(v, console{in: strings.NewReader("canary\n"), out: &warned, err: &warned})
	testdb.Must(t, err)
	db := testdb.New(t)
	scope := db.Team(t, "ann")
	clients := fleet.New(fleet.Options{Store: db.Store, Log: slog.New(slog.DiscardHandler)})
	b := &beside{store: db.Store, scope: scope, fleet: clients, desk: accounts.Desk{Fleet: clients}}
	entry, err := a.checked(t.Context(), b, v, f, values)
	if all, lost := scope.Accounts(t.Context()); lost != nil || len(all) != 0 {
		t.Errorf("stored %v, %v", all, lost)
	}
	return entry, warned.String(), err
}

func TestTradeFromTheShell(t *testing.T) {
	a := accountsAddCommand{Label: "shop", Trade: []string{"email=a@example.com"}, TradeFile: []string{"password=-"}}
	entry, warned, err := tradeOf(t, trading(form.Values{"cid": "777", "key": "k"}, nil), a)
	if err != nil || warned != "" || entry.Label != "shop" || entry.Settings["cid"] != "777" || len(entry.Credentials) != 1 || entry.Credentials["key"] != "k" {
		t.Errorf("%v, %q, cid %s, %d credentials", err, warned, entry.Settings["cid"], len(entry.Credentials))
	}
	a.Trade, a.TradeFile = []string{"email=a@example.com", "password=canary"}, nil
	refusal := &providers.Error{Kind: providers.ErrAuth, Sentence: "Inferno refused the e-mail or the password.", Said: "Wrong"}
	_, warned, err = tradeOf(t, trading(nil, refusal), a)
	want := "password: Inferno refused the e-mail or the password.\nInferno: \"Wrong\"\nNothing was stored."
	if err == nil || err.Error() != want || !strings.HasPrefix(warned, "--trade password=… stays readable") || strings.Contains(warned, "canary") {
		t.Errorf("%v, %q", err, warned)
	}
	_, _, err = tradeOf(t, trading(form.Values{"key": "k"}, nil), a)
	if err == nil || !strings.Contains(err.Error(), "cid: Inferno gave a key but did not tell this.") {
		t.Errorf("without a client id: %v", err)
	}
}
