package actions

import (
	"context"
	"fmt"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// S3UserCreate makes the S3 user of an account and its first keys (IDC-35). The
// document calls it a read; it is one only where a user exists.
var S3UserCreate = Define(Spec[providers.S3UserMaker]{
	Name: "storage.user_create",
	Words: Words{Label: "Create S3 user", Of: "Create S3 user in", Button: "Create S3 user", Doing: "Creating S3 user",
		Done: "S3 user created", Icon: "user", Group: GroupChange},
	On: providers.KindStorage, Needs: access.ManageStorage, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-35"},
	Blocked: func(t Target) string {
		if t.Resource != nil && t.Resource.Storage().Login != "" {
			return "The user exists already: " + t.Resource.Storage().Login + "."
		}
		return ""
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Fine, t.Vendor.Name + " makes a user and a pair of keys. They open all buckets of the account."},
			{Fine, "The panel seals the keys, and browses the buckets with them."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.S3UserMaker) error {
		return makeKey(ctx, r, c, c.CreateS3User, func([]string) bool { return true })
	},
})

// S3KeyCreate makes another pair of keys for the S3 user (IDC-38).
var S3KeyCreate = Define(Spec[providers.S3KeyMaker]{
	Name: "storage.key_create",
	Words: Words{Label: "Create key", Of: "Create key in", Button: "Create key", Doing: "Creating key", Done: "Key created",
		Icon: "key-round", Group: GroupChange},
	On: providers.KindStorage, Needs: access.ManageStorage, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-38"},
	Blocked: func(t Target) string {
		if t.Resource != nil && t.Resource.Storage().Login == "" {
			return "There is no S3 user yet. Create S3 user makes it, with a first key."
		}
		return ""
	},
	Plan: func(Target, form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "Whoever has the new key reads and writes all buckets of the account."},
			{Fine, "Keys that exist go on working."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.S3KeyMaker) error {
		return makeKey(ctx, r, c, c.CreateS3Key, func(before []string) bool { return false })
	},
})

// makeKey sends a write that makes keys and waits until the list shows one that
// was not there; with known, one that was there will do.
func makeKey(ctx context.Context, r *Run, c providers.S3KeyReader, send func(context.Context) ([]providers.Observation, error), known func([]string) bool) error {
	since := func(all []providers.Observation, before []string) []string {
		fresh := slices.DeleteFunc(idsOf(all), func(id string) bool { return slices.Contains(before, id) })
		if len(fresh) == 0 && len(all) > 0 && known(before) {
			return idsOf(all)[:1]
		}
		return fresh
	}
	once := Once[created, []string]{
		Step: "create", Op: r.Write(), Showing: r.Action.Words.Doing,
		Alone: fmt.Sprintf("account-%d/s3key", r.Lease.Operation.AccountID),
		Before: func(ctx context.Context) ([]string, error) {
			all, err := c.S3Keys(ctx)
			return idsOf(all), err
		},
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			_, err := send(ctx) // Which one is new is read from the list: an answer may hold all.
			return created{}, nil, err
		},
		Find: func(ctx context.Context, before []string) (found []created, err error) {
			all, err := c.S3Keys(ctx)
			for _, id := range since(all, before) {
				found = append(found, created{ID: id})
			}
			return found, err
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	before, err := r.snapshot(ctx, "create")
	if err != nil {
		return err
	}
	return r.Until(ctx, "create", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		listing, err := r.list(ctx, c, providers.KindS3Key)
		keys := slices.DeleteFunc(listing.Items, func(o providers.Observation) bool { return o.Kind != providers.KindS3Key })
		return len(since(keys, before)) > 0, err
	})
}

// S3KeyDelete deletes a pair of keys (IDC-36).
var S3KeyDelete = Define(Spec[providers.S3KeyRemover]{
	Name:  "s3key.delete",
	Words: Words{Label: "Delete key", Of: "Delete key", Button: "Delete key", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindS3Key, Uses: []providers.Kind{providers.KindS3Key},
	Needs: access.ManageStorage, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-36"},
	Plan: func(t Target, _ form.Values) Plan {
		plan := Plan{Consequences: []Consequence{{Loss, "Whatever uses this key is shut out at once, for good."}}, TypedName: t.Name()}
		switch keys := keysOf(t); {
		case t.Resource == nil || len(keys) == 0 || keys[0].ID != t.Resource.ExternalID:
			plan.Consequences = append(plan.Consequences, Consequence{Fine, "The panel’s own browser uses another key."})
		case len(keys) == 1:
			plan.Consequences = append(plan.Consequences, Consequence{Loss, "It is the last one. The panel cannot browse the buckets without a key."})
		default:
			plan.Consequences = append(plan.Consequences, Consequence{Disturbing, "The panel’s own browser uses it, and takes " + keys[1].ID + " from then on."})
		}
		return plan
	},
	Do: func(ctx context.Context, r *Run, c providers.S3KeyRemover) error {
		err := deleteThing(ctx, r, providers.KindS3Key, func(ctx context.Context) error {
			all, err := c.S3Keys(ctx)
			if err == nil && !slices.Contains(idsOf(all), r.Ref().ID) {
				err = notListed
			}
			return err
		}, func(ctx context.Context) error { return c.DeleteS3Key(ctx, r.Ref()) })
		if err == nil {
			_, _ = r.list(ctx, c, providers.KindS3Key) // Whether there is a user still; the next refresh tells it too.
		}
		return err
	},
})

// keysOf are the account's keys in the order in which the browser takes them.
func keysOf(t Target) []providers.Observation {
	if t.Known == nil {
		return nil
	}
	return t.Known.Known(providers.KindS3Key)
}
