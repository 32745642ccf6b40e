package actions

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// SSHKeyCreate adds a public key that new servers can be given (INF-11). Each
// call may make another entry, so it is sent once.
var SSHKeyCreate = Define(Spec[providers.SSHKeyAdder]{
	Name:  "sshkey.create",
	Words: Words{Label: "Add SSH key", Of: "Add SSH key to", Button: "Add SSH key", Doing: "Adding", Done: "Added", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindSSHKey,
	Needs: access.CreateServers, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.Inferno: "INF-11"},
	Form:  func(providers.SSHKeyAdder, Target) form.Form { return sshKeyForm() },
	Plan: func(Target, form.Values) Plan {
		return Plan{Title: "Add SSH key", Consequences: []Consequence{
			{Fine, "It can be chosen when a server is installed."},
			{Fine, "Servers that exist do not get it."},
		}}
	},
	Do: addSSHKey,
})

func addSSHKey(ctx context.Context, r *Run, c providers.SSHKeyAdder) error {
	key, sentence := readPublicKey(r.Input["public_key"], r.Input["label"])
	if sentence != "" {
		return &providers.Error{Kind: providers.ErrInvalid, Op: r.Write(), NotSent: true, Sentence: sentence}
	}
	once := Once[created, []string]{
		Step: "add", Op: r.Write(), Showing: r.Action.Words.Doing,
		// Where the list tells no fingerprint, no two could be told apart.
		Alone: fmt.Sprintf("account-%d/sshkey", r.Lease.Operation.AccountID),
		Before: func(ctx context.Context) ([]string, error) {
			listing, err := r.list(ctx, c, providers.KindSSHKey)
			if err == nil {
				err = whole(listing)
			}
			return idsOf(listing.Items), err
		},
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			id, err := c.AddSSHKey(ctx, key.line())
			return created{ID: id}, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]created, error) { return findKey(ctx, r, c, key, before) },
	}
	answer, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.Until(ctx, "add", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		return keyShows(ctx, r, c, key, answer.ID)
	})
}

// findKey lists new keys that fit: by their fingerprint, else by their name.
func findKey(ctx context.Context, r *Run, c providers.SSHKeyAdder, key publicKey, before []string) ([]created, error) {
	listing, err := r.list(ctx, c, providers.KindSSHKey)
	if err == nil {
		err = whole(listing)
	}
	if err != nil {
		return nil, err
	}
	var matches []created
	for _, item := range listing.Items {
		if !slices.Contains(before, item.ID) && key.fits(item) {
			matches = append(matches, created{ID: item.ID})
		}
	}
	return matches, nil
}

// keyShows waits for the key in the list. An answer that did not tell its id
// leaves it to be found among those that were not there.
func keyShows(ctx context.Context, r *Run, c providers.SSHKeyAdder, key publicKey, id string) (bool, error) {
	row, _, err := r.Lease.Journal(ctx, "add")
	if err != nil {
		return false, err
	}
	var before []string
	if err := json.Unmarshal(row.Before, &before); err != nil {
		return false, err
	}
	found, err := findKey(ctx, r, c, key, before)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(found, func(one created) bool { return id == "" || one.ID == id }), nil
}
