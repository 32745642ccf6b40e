package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// TokenCreate makes another token of the provider's API (IDC-05). Each call
// makes one more, so it is sent once and looked for in the list.
var TokenCreate = Define(Spec[providers.TokenMaker]{
	Name:  "token.create",
	Words: Words{Label: "Create API token", Of: "Create API token in", Button: "Create API token", Doing: "Creating the token", Done: "Token created", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindToken, Uses: []providers.Kind{providers.KindBilling},
	Needs: access.ManageAccounts, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-05"},
	Form:  func(_ providers.TokenMaker, t Target) form.Form { return tokenForm(t) },
	Plan: func(t Target, in form.Values) Plan {
		reach := "Whoever has it can do all that the account can, and spend money."
		if in["restricted"] != "" {
			reach = "Whoever has it can do all that its billing account allows, and spend money."
		}
		return Plan{Title: "Create API token", Consequences: []Consequence{
			{Disturbing, reach},
			{Fine, "It is shown to you once on the page of the operation, and kept sealed."},
		}}
	},
	Do: createToken,
})

func createToken(ctx context.Context, r *Run, c providers.TokenMaker) error {
	want := tokenOptions(r.Input)
	answer, err := r.makeToken(ctx, c, &want)
	if err != nil {
		return err
	}
	return r.untilRead(ctx, "create", func(ctx context.Context) (providers.Observation, error) {
		all, err := c.Tokens(ctx)
		if err != nil {
			return providers.Observation{}, err
		}
		item, ok := tokenNamed(all, answer.ID)
		if !ok {
			return item, notListed
		}
		r.Secrets[providers.SecretToken] = item.Secrets[providers.SecretToken]
		return item, nil
	})
}
