package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// StoreCreate makes a store in an account (CLO-40). Each call makes another
// one, so it is sent once.
var StoreCreate = Define(Spec[providers.StoreCreator]{
	Name:  "storage.create",
	Words: Words{Label: "Create store", Of: "Create", Button: "Create store", Doing: "Creating", Done: "Created", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindStorage,
	Needs: access.ManageStorage, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-40"},
	Form:  func(c providers.StoreCreator, _ Target) form.Form { return c.StoreForm(nil) },
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title: "Create store",
			Consequences: []Consequence{
				{Fine, "It is empty at first, with a login and keys of its own."},
				{Fine, t.Vendor.Name + " tells the API key only now. It is shown once, under Operations, to you."},
			},
			Cost: "Size, outgoing traffic and requests cost. " + noPrice(t),
		}
	},
	Do: createStore,
})

func createStore(ctx context.Context, r *Run, c providers.StoreCreator) error {
	title := strings.TrimSpace(r.Input["title"])
	once := Once[created, []string]{
		Step: "create", Op: r.Write(), Showing: r.Action.Words.Doing,
		Alone: fmt.Sprintf("account-%d/store/%s", r.Lease.Operation.AccountID, strings.ToLower(title)),
		Made:  created.ref,
		Before: func(ctx context.Context) ([]string, error) {
			all, err := c.Stores(ctx)
			return idsOf(all), err
		},
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			answer, err := c.CreateStore(ctx, r.Input)
			return created{ID: answer.ID}, answer.Secrets, err
		},
		Find: func(ctx context.Context, before []string) (found []created, err error) {
			all, err := c.Stores(ctx)
			all = slices.DeleteFunc(all, func(o providers.Observation) bool { return slices.Contains(before, o.ID) || !sameText(o.Name, title) })
			refs, err := r.unclaimed(ctx, providers.KindStorage, all, err)
			for _, ref := range refs {
				found = append(found, created{ID: ref.ID})
			}
			return found, err
		},
	}
	answer, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.untilRead(ctx, "create", func(ctx context.Context) (providers.Observation, error) { return c.Store(ctx, answer.ref()) })
}

// StoreUpdate sets the title and the settings of a store (CLO-39).
var StoreUpdate = Define(Spec[providers.StoreChanger]{
	Name: "storage.update",
	Words: Words{Label: "Change settings", Of: "Change settings of", Button: "Save settings", Doing: "Changing settings",
		Done: "Settings changed", Icon: "pencil", Group: GroupChange},
	On: providers.KindStorage, Needs: access.ManageStorage, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-39"},
	Blocked: func(t Target) string {
		if t.Resource != nil && t.Resource.Stored().Settings == nil {
			return "Its settings have not been read yet. They are when its page is open."
		}
		return ""
	},
	Form: func(c providers.StoreChanger, t Target) form.Form {
		now := &providers.Observation{Gauges: providers.StorageGauges{}}
		if t.Resource != nil {
			now = &providers.Observation{Name: t.Resource.Name, Gauges: t.Resource.Stored()}
		}
		return c.StoreForm(now)
	},
	Plan: func(Target, form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "All settings are set as they stand here. Sites that read from the store notice at once."},
			{Fine, "What is stored stays as it is."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.StoreChanger) error {
		return applyTo(ctx, r, func(ctx context.Context) (providers.Observation, error) { return c.Store(ctx, r.Ref()) }, thingChange{
			step:    "settings",
			reached: func(o providers.Observation) bool { return c.StoreHas(o, r.Input) },
			send:    func(ctx context.Context) error { return c.ChangeStore(ctx, r.Ref(), r.Input) },
		})
	},
})

// StoreDelete deletes a store with all that is in it (CLO-41).
var StoreDelete = Define(Spec[providers.StoreDeleter]{
	Name:  "storage.delete",
	Words: Words{Label: "Delete", Button: "Delete store", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindStorage, Needs: access.ManageStorage, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-41"},
	Plan: func(t Target, _ form.Values) Plan {
		lost := "Everything in it is lost for good."
		if t.Resource != nil && t.Resource.Stored().SizeBytes > 0 {
			lost = bytesText(t.Resource.Stored().SizeBytes) + " are lost for good."
		}
		return Plan{
			Consequences: []Consequence{
				{Loss, lost + " " + t.Vendor.Name + " does not ask whether the store is empty."},
				{Loss, "Its keys and its public domain stop working."},
			},
			TypedName: t.Name(),
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.StoreDeleter) error {
		return deleteThing(ctx, r, providers.KindStorage,
			func(ctx context.Context) error { _, err := c.Store(ctx, r.Ref()); return err },
			func(ctx context.Context) error { return c.DeleteStore(ctx, r.Ref()) })
	},
})

// bytesText is a number of bytes in steps of 1024: "17.9 GB".
func bytesText(n int64) string {
	value, unit := float64(n), "bytes"
	for _, next := range []string{"KB", "MB", "GB", "TB"} {
		if value < 1024 {
			break
		}
		value, unit = value/1024, next
	}
	if unit == "bytes" {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f %s", value, unit)
}
