package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"

	"pinfold/internal/accounts"
	"pinfold/internal/feed"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers/all"
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
	desk := accounts.Desk{Fleet: in.newFleet(feed.New(), all.Vendors()), Keys: in.keys}
	for _, a := range box.accounts {
		if err := connectDemo(ctx, desk, scope, a, "http://"+box.address+"/"+string(a.provider)); err != nil {
			return err
		}
	}
	return nil
}

// connectDemo stores an account as the form for accounts does.
func connectDemo(ctx context.Context, desk accounts.Desk, scope models.Scope, a demoAccount, endpoint string) error {
	vendor, ok := all.Find(a.provider)
	if !ok {
		return fmt.Errorf("connect: no provider %s", a.provider)
	}
	f := accounts.Form(vendor, false)
	values := form.Join(f.Defaults(), a.credentials, form.Values{"label": a.label, "endpoint": endpoint})
	errs := f.Validate(values)
	if errs == nil {
		var err error
		if _, errs, err = desk.Add(ctx, scope, vendor, accounts.Split(f, values), models.Audit{}); err != nil {
			return err
		}
	}
	if errs != nil {
		return fmt.Errorf("connect %s: %v", a.provider, errs)
	}
	return nil
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
