package main

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"pinfold/internal/config"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/internal/secrets"
)

// firstOwner creates the owner that the settings name. Without such settings
// it returns a token that lets whoever reads the console set the panel up.
// With an owner it does nothing.
func (in *installation) firstOwner(ctx context.Context) (token secrets.Text, err error) {
	has, err := in.store.HasOwner(ctx)
	if err != nil || has {
		return token, err
	}
	if in.cfg.AdminEmail == "" {
		return newToken(), nil
	}
	word := in.cfg.AdminPassword.Reveal()
	if problem := password.ProblemFor(word, in.cfg.AdminEmail); problem != "" {
		return token, config.Wrong{Setting: "PANEL_ADMIN_PASSWORD", Sentence: problem}
	}
	return token, in.createOwner(ctx, in.cfg.AdminEmail, word)
}

func (in *installation) createOwner(ctx context.Context, email, word string) error {
	hash, err := password.Hash(word)
	if err != nil {
		return err
	}
	name, _, _ := strings.Cut(email, "@")
	err = in.store.CreateOwner(ctx, "My team", &models.User{Email: email, Name: name, PasswordHash: hash})
	if errors.Is(err, models.ErrOwnerExists) {
		return nil
	}
	return err
}

// newToken returns more than 128 random bits in groups that a person can type.
func newToken() secrets.Text {
	letters := rand.Text() + rand.Text()[:2]
	var groups []string
	for ; letters != ""; letters = letters[4:] {
		groups = append(groups, letters[:4])
	}
	return secrets.NewText(strings.Join(groups, "-"))
}
