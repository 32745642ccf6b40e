package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// ProfileUpdate changes fields of the account owner's profile (CLO-36, IDC-02).
// Only what a person changed is sent, and nothing if it was changed meanwhile.
var ProfileUpdate = Define(Spec[providers.ProfileEditor]{
	Name: "profile.update",
	Words: Words{Label: "Change profile", Of: "Change profile of", Button: "Save profile", Doing: "Changing the profile",
		Done: "Profile changed", Icon: "pencil", Group: GroupChange},
	On: providers.KindProfile, Needs: access.ManageAccounts, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-36", providers.IDCloudHost: "IDC-02"},
	Form:  profileForm,
	Shape: func(f form.Form, in form.Values) form.Values { return profileInput(f, in) },
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, t.Vendor.Name + " takes the change at once."},
			{Fine, "Only what you change is sent."},
			{Fine, "The profile is read first. If one of these fields was changed meanwhile, nothing is sent."},
		}}
	},
	Do: updateProfile,
})

func updateProfile(ctx context.Context, r *Run, c providers.ProfileEditor) error {
	edit := profileEditOf(c.ProfileForm(nil, nil), r.Input)
	row, sent, err := r.Lease.Journal(ctx, "change")
	if err != nil {
		return err
	}
	if !sent || row.State == models.JournalRefused {
		now, err := c.Profile(ctx)
		if err != nil {
			return &Retry{Step: r.Action.Words.Doing, Err: err}
		}
		if err := r.store(ctx, now); err != nil {
			return err
		}
		if edit.reached(now) {
			return r.Lease.Log(ctx, "read", "It is so already. Nothing was sent.")
		}
		if err := edit.conflict(r, now); err != nil {
			return err
		}
	}
	var now providers.Observation
	reached := func(ctx context.Context) (done bool, err error) {
		if now, err = c.Profile(ctx); err != nil || edit.reached(now) {
			return err == nil, err
		}
		return false, edit.conflict(r, now)
	}
	set := Set{Step: "change", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: reached,
		Send: func(ctx context.Context) error { return c.ChangeProfile(ctx, edit.wanted) }}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "change", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		now, err := c.Profile(ctx)
		if err != nil || !edit.reached(now) {
			return false, err
		}
		return true, r.store(ctx, now)
	})
}
