package actions

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// tokensBefore is what was known before a token was made.
type tokensBefore struct {
	IDs []string `json:"ids"`
	// Own is the token that the panel used then, Want the options of the new one.
	Own  string                 `json:"own,omitempty"`
	Want providers.TokenOptions `json:"want"`
}

// tokenWrites creates a token, also as a step of a rotation.
var tokenWrites = map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-05"}

// makeToken creates a token, once: one of these options, or one like the
// panel's own where want is nil. Two of the same options could not be told
// apart, so those of an account are made one after another.
func (r *Run) makeToken(ctx context.Context, c providers.TokenMaker, want *providers.TokenOptions) (created, error) {
	once := Once[created, tokensBefore]{
		Step: "create", Op: tokenWrites[r.Vendor.Slug], Showing: "Creating the token",
		Alone:  fmt.Sprintf("account-%d/token", r.Lease.Operation.AccountID),
		Before: func(ctx context.Context) (tokensBefore, error) { return r.snapTokens(ctx, c, want) },
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			before, err := r.tokensBefore(ctx)
			if err != nil {
				return created{}, nil, err
			}
			all, err := c.CreateToken(ctx, before.Want)
			if err != nil {
				return created{}, nil, err
			}
			if made := madeTokens(all, before.IDs, before.Want); len(made) == 1 {
				return made[0], nil, nil
			}
			return created{}, nil, &providers.Error{Kind: providers.ErrUnknown, Op: tokenWrites[r.Vendor.Slug],
				Sentence: r.Vendor.Name + "'s answer does not show which token is the new one."}
		},
		Find: func(ctx context.Context, before tokensBefore) ([]created, error) {
			all, err := c.Tokens(ctx)
			if err != nil {
				return nil, err
			}
			return madeTokens(all, before.IDs, before.Want), nil
		},
	}
	if r.Action.Creates() {
		once.Made = created.ref
	}
	return once.Do(ctx, r)
}

// snapTokens lists the tokens. Without options, the new one is to be like the
// one that the panel uses.
func (r *Run) snapTokens(ctx context.Context, c providers.TokenMaker, want *providers.TokenOptions) (before tokensBefore, err error) {
	all, err := c.Tokens(ctx)
	before.IDs = idsOf(all)
	if err != nil {
		return before, err
	}
	if want != nil {
		before.Want = *want
		return before, nil
	}
	i := slices.IndexFunc(all, ownToken)
	if i < 0 {
		return before, &providers.Error{Kind: providers.ErrConflict, NotSent: true,
			Sentence: r.Vendor.Name + " does not list the token that the panel uses, so it could not be deleted afterwards. Nothing was sent."}
	}
	facts, _ := all[i].Facts.(providers.TokenFacts)
	before.Own = all[i].ID
	before.Want = providers.TokenOptions{Description: all[i].Name, Restricted: facts.Restricted, Billing: facts.Billing}
	return before, nil
}

func (r *Run) tokensBefore(ctx context.Context) (before tokensBefore, err error) {
	row, _, err := r.Lease.Journal(ctx, "create")
	if err == nil {
		err = json.Unmarshal(row.Before, &before)
	}
	return before, err
}
