package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// TokenUpdate sets the description and the reach of a token (IDC-04).
var TokenUpdate = Define(Spec[providers.TokenChanger]{
	Name: "token.update",
	Words: Words{Label: "Change API token", Of: "Change API token", Button: "Save token", Doing: "Changing the token", Done: "Token changed",
		Icon: "pencil", Group: GroupChange},
	On: providers.KindToken, Uses: []providers.Kind{providers.KindBilling}, Needs: access.ManageAccounts, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-04"},
	Form:  func(_ providers.TokenChanger, t Target) form.Form { return tokenForm(t) },
	Plan: func(t Target, in form.Values) Plan {
		plan := Plan{Consequences: []Consequence{{Fine, "Its value stays the same."}}}
		own := t.Resource != nil && t.Resource.Token().Own
		switch {
		case own && in["restricted"] != "":
			plan.Consequences = append([]Consequence{{Doubtful, "The panel itself uses this token. Restricted, it no longer sees what belongs to other billing accounts."}}, plan.Consequences...)
		case in["restricted"] != "":
			plan.Consequences = append([]Consequence{{Disturbing, "Programs that use it no longer see other billing accounts."}}, plan.Consequences...)
		}
		return plan
	},
	Do: updateToken,
})

func updateToken(ctx context.Context, r *Run, c providers.TokenChanger) error {
	want := tokenOptions(r.Input)
	read := func(ctx context.Context) (providers.Observation, error) { return readToken(ctx, c, r.Ref()) }
	return applyTo(ctx, r, read, thingChange{
		step:    "change",
		reached: func(o providers.Observation) bool { return isToken(o, want) },
		send:    func(ctx context.Context) error { return c.ChangeToken(ctx, r.Ref(), want) },
	})
}

// readToken reads one token out of the list.
func readToken(ctx context.Context, c providers.TokenLister, ref providers.Ref) (providers.Observation, error) {
	all, err := c.Tokens(ctx)
	if err != nil {
		return providers.Observation{}, err
	}
	item, ok := tokenNamed(all, ref.ID)
	if !ok {
		return item, &providers.Error{Kind: providers.ErrNotFound, Sentence: "There is no such token any more."}
	}
	return item, nil
}

// TokenDelete deletes a token (IDC-03), but never the one that the panel uses.
var TokenDelete = Define(Spec[providers.TokenDeleter]{
	Name:  "token.delete",
	Words: Words{Label: "Delete API token", Of: "Delete API token", Button: "Delete API token", Doing: "Deleting the token", Done: "Token deleted", Icon: "trash-2"},
	On:    providers.KindToken, Needs: access.ManageAccounts, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-03"},
	Blocked: func(t Target) string {
		if t.Resource != nil && t.Resource.Token().Own {
			return "The panel itself uses this token. Rotate it instead, on the page of the account: that makes a new one and deletes this one."
		}
		return ""
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{TypedName: t.Name(), Consequences: []Consequence{
			{Loss, "Programs that use it stop working at once. It cannot be brought back."},
			{Fine, "The panel uses another one and goes on."},
		}}
	},
	Do: deleteToken,
})

func deleteToken(ctx context.Context, r *Run, c providers.TokenDeleter) error {
	return deleteThing(ctx, r, providers.KindToken,
		func(ctx context.Context) error { _, err := readToken(ctx, c, r.Ref()); return err },
		func(ctx context.Context) error {
			item, err := readToken(ctx, c, r.Ref())
			switch {
			case err != nil:
				return heldBack(err)
			case ownToken(item):
				return &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
					Sentence: "The panel itself uses this token. Nothing was sent."}
			}
			return c.DeleteToken(ctx, r.Ref())
		})
}
