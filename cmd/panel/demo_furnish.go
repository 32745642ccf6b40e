package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"

	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/all"
	"pinfold/internal/sandbox"
	"pinfold/internal/secrets"
)

// furnish creates the demo's owner and connects an account at each provider.
func (in *installation) furnish(ctx context.Context, word string, box *demoSandbox) error {
	if err := in.createOwner(ctx, demoEmail, word); err != nil {
		return err
	}
	user, err := in.store.UserByEmail(ctx, demoEmail)
	if err != nil {
		return err
	}
	scope, err := in.store.ScopeFor(ctx, user.ID, 0)
	if err != nil {
		return err
	}
	for slug, credentials := range demoAccounts {
		entered := form.Join(credentials, form.Values{"endpoint": "http://" + box.address + "/" + string(slug)})
		if err := in.connect(ctx, scope, slug, entered); err != nil {
			return err
		}
	}
	return nil
}

// demoAccounts are the credentials that the simulated providers accept.
var demoAccounts = map[providers.Slug]form.Values{
	providers.Clodo:       {"login": sandbox.DefaultClodoLogin, "key": sandbox.DefaultClodoKey},
	providers.CloudAtCost: {"login": sandbox.DefaultCloudAtCostLogin, "key": sandbox.DefaultCloudAtCostKey},
	providers.Inferno:     {"cid": sandbox.DefaultInfernoCID, "key": sandbox.DefaultInfernoKey},
	providers.IDCloudHost: {"apikey": sandbox.DefaultIDCloudHostKey},
}

// connect stores an account as the form for accounts does.
func (in *installation) connect(ctx context.Context, scope models.Scope, slug providers.Slug, entered form.Values) error {
	vendor, ok := all.Find(slug)
	if !ok {
		return fmt.Errorf("connect: no provider %s", slug)
	}
	values := form.Join(vendor.Connect.Defaults(), entered)
	if errs := vendor.Connect.Validate(values); errs != nil {
		return fmt.Errorf("connect %s: %v", slug, errs)
	}
	settings, credentials := vendor.Connect.Split(values)
	account := models.Account{Provider: slug, Label: "main", Currency: vendor.Currency, Settings: settings}
	return scope.AddAccount(ctx, &account, in.sealer(scope, credentials),
		models.Audit{Action: "account.connect", Kind: providers.KindAccount, Outcome: "connected"})
}

func (in *installation) sealer(scope models.Scope, credentials form.Values) models.Sealer {
	return func(row models.ID) ([]byte, error) {
		sealed := map[string]secrets.Text{}
		for name, value := range credentials {
			sealed[name] = secrets.NewText(value)
		}
		return in.keys.SealMap(fleet.CredentialsOf(scope.Team.ID, row), sealed)
	}
}

// readablePassword returns three words that can be read out and typed; they
// hold some 57 random bits.
func readablePassword() string {
	const consonants, vowels = "bdfghjklmnprstvwz", "aeiou"
	var words []string
	for range 3 {
		var word strings.Builder
		for range 3 {
			word.WriteByte(pick(consonants))
			word.WriteByte(pick(vowels))
		}
		words = append(words, word.String())
	}
	return strings.Join(words, "-")
}

func pick(from string) byte {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(len(from))))
	if err != nil {
		panic(err) // crypto/rand never fails on a supported system.
	}
	return from[n.Int64()]
}
