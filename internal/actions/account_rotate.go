package actions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// AccountRotateToken gives the account another token in place of the one that
// the panel uses: it makes one like it (IDC-05), proves it (IDC-01), stores it,
// and deletes the old one (IDC-03). At every step one of the two works and is
// stored.
var AccountRotateToken = Define(Spec[providers.TokenRotator]{
	Name: "account.rotate_token",
	Words: Words{Label: "Rotate the panel's token", Of: "Rotate the token of", Button: "Rotate token", Doing: "Rotating the token",
		Done: "Token rotated", Icon: "refresh-cw", Group: GroupChange},
	On: providers.KindAccount, Needs: access.ManageAccounts, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-03"},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title: "Rotate the panel's token of " + t.Name(),
			Consequences: []Consequence{
				{Disturbing, "Other programs that use the same token stop working: the old one is deleted at the end."},
				{Fine, "The new one has the same description, reach and billing account."},
				{Fine, "It is proved before it is stored, and stored before the old one is deleted. Nobody sees it."},
			},
			Calls: []PlannedCall{t.Call("IDC-06", ""), t.Call("IDC-05", ""), t.Call("IDC-01", ""), t.Call("IDC-03", "")},
		}
	},
	Do: rotateToken,
})

func rotateToken(ctx context.Context, r *Run, c providers.TokenRotator) error {
	made, err := r.makeToken(ctx, c, nil)
	if err != nil {
		return err
	}
	before, err := r.tokensBefore(ctx)
	if err != nil {
		return err
	}
	all, err := c.Tokens(ctx)
	if err != nil {
		return &Retry{Step: r.Action.Words.Doing, Err: left(err, "One of the tokens "+before.Own+" and "+made.ID+" is in use, the other one may have to be deleted.")}
	}
	if own, ok := tokenNamed(all, before.Own); ok && ownToken(own) {
		return adoptToken(ctx, r, c, made)
	}
	return dropToken(ctx, r, c, before.Own)
}

// adoptToken proves the new token and stores it. Until then the old one is in
// use. The next turn works with the new one.
func adoptToken(ctx context.Context, r *Run, c providers.TokenRotator, made created) error {
	const step = "Proving the new token"
	item, err := readToken(ctx, c, providers.Ref{ID: made.ID})
	if gone(err) {
		return left(err, "The panel goes on with the old token: the new one is gone again.")
	}
	if err != nil {
		return &Retry{Step: step, Err: heldBack(err)}
	}
	changed := form.Values{c.TokenField(): item.Secrets[providers.SecretToken].Reveal()}
	client, err := r.With(changed)
	if err != nil {
		return err
	}
	prover, ok := client.(providers.ProfileReader)
	if !ok {
		return fmt.Errorf("a client of %s cannot be proved", r.Vendor.Name)
	}
	if _, err := prover.Profile(ctx); err != nil {
		return notProved(r, made, err)
	}
	if err := r.Lease.Log(ctx, "read", "The new token works."); err != nil {
		return err
	}
	if err := r.Reseal(ctx, changed); err != nil {
		return err
	}
	return &Snooze{For: time.Millisecond, Step: "Deleting the old token"}
}

// notProved leaves the old token in use. A refusal may pass: a token that was
// just made can take a moment to be known everywhere.
func notProved(r *Run, made created, err error) error {
	rest := "The panel goes on with the old token. The new one, number " + made.ID + ", is still there: delete it under Keys."
	if kind := providers.KindOf(err); kind != providers.ErrAuth && kind != providers.ErrPermission {
		return &Retry{Step: "Proving the new token", Err: left(err, rest)}
	}
	if r.Lease.Operation.Attempt < provesMost {
		return &Retry{Step: "Proving the new token", Err: &providers.Error{Kind: providers.ErrUnavailable, NotSent: true,
			Sentence: "The new token is not accepted yet.", Cause: err}}
	}
	return left(err, rest)
}

// provesMost is how often a new token may be refused before it is given up.
const provesMost = 4

// oldTurns is how long turns that began with the old token are waited for.
const oldTurns = 4 * time.Minute

// waitForOthers lets other operations end their turns, which may have begun
// with the old token.
func waitForOthers(ctx context.Context, r *Run) error {
	row, _, err := r.Lease.Journal(ctx, "create")
	if err != nil || row.EndedAt != nil && r.Now().Sub(*row.EndedAt) > oldTurns {
		return err
	}
	if n, err := r.Lease.OthersRun(ctx); err != nil || n == 0 {
		return err
	}
	return &Snooze{For: time.Second, Step: "Waits for work that began with the old token"}
}

// dropToken deletes the old token, with the new one in use.
func dropToken(ctx context.Context, r *Run, c providers.TokenRotator, old string) error {
	if err := waitForOthers(ctx, r); err != nil {
		return err
	}
	ref := providers.Ref{ID: old}
	isGone := func(ctx context.Context) (bool, error) {
		_, err := readToken(ctx, c, ref)
		if gone(err) {
			return true, nil
		}
		return false, err
	}
	rest := "The account works with the new token. The old one, number " + old + ", is still there: delete it under Keys."
	set := Set{Step: "delete", Op: "IDC-03", Showing: "Deleting the old token", Reached: isGone,
		Send: orGone(func(ctx context.Context) error { return c.DeleteToken(ctx, ref) })}
	err := set.Do(ctx, r)
	if err == nil {
		err = r.Until(ctx, "delete", "Deleting the old token", isGone)
	}
	if err == nil {
		if err = r.Gone(ctx, providers.KindToken, ref); errors.Is(err, models.ErrNotFound) {
			err = nil
		}
	}
	var listed error
	if inventory, ok := c.(providers.Inventory); ok && (err == nil || providers.Refused(err)) {
		_, listed = r.list(ctx, inventory, providers.KindToken)
	}
	var refused *providers.Error
	if errors.As(err, &refused) && !errors.As(err, new(*Retry)) {
		return left(err, rest)
	}
	if err == nil && listed != nil {
		return r.Lease.Log(ctx, "read", "The list of tokens is read again later: "+providers.Sentence(listed))
	}
	return err
}

// left says what a rotation that fails leaves behind.
func left(err error, rest string) error {
	var e *providers.Error
	if !errors.As(err, &e) {
		return err
	}
	told := *e
	told.Sentence += " " + rest
	return &told
}

// heldBack is the failure of a reading before a write: nothing was sent.
func heldBack(err error) error { return left(err, "Nothing was sent.") }
