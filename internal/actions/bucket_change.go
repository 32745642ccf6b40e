package actions

import (
	"context"
	"fmt"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// BucketBilling lets another billing account pay for a bucket (IDC-31).
var BucketBilling = Define(Spec[providers.BucketBiller]{
	Name: "bucket.billing",
	Words: Words{Label: "Change billing account", Of: "Change billing account of", Button: "Change billing account",
		Doing: "Changing billing account", Done: "Billing account changed", Icon: "receipt", Group: GroupChange},
	On: providers.KindBucket, Uses: []providers.Kind{providers.KindBilling},
	Needs: access.ManageStorage, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-31"},
	Form: func(_ providers.BucketBiller, t Target) form.Form {
		now := ""
		if t.Resource != nil {
			now = t.Resource.Bucket().Billing
		}
		return form.Form{Fields: []form.Field{billingField(t, now)}, Check: func(in form.Values) form.Errors {
			if in["billing"] == now {
				return form.Errors{"billing": "It pays for the bucket already."}
			}
			return nil
		}}
	},
	Plan: func(Target, form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "From now on the other billing account pays for what the bucket holds."},
			{Fine, "The objects and the keys stay as they are."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.BucketBiller) error {
		billing := r.Input["billing"]
		return applyTo(ctx, r, func(ctx context.Context) (providers.Observation, error) { return c.Bucket(ctx, r.Ref()) }, thingChange{
			step: "billing",
			reached: func(o providers.Observation) bool {
				facts, _ := o.Facts.(providers.BucketFacts)
				return facts.Billing == billing
			},
			send: func(ctx context.Context) error { return c.BillBucket(ctx, r.Ref(), billing) },
		})
	},
})

// BucketDelete deletes an empty bucket (IDC-32).
var BucketDelete = Define(Spec[providers.BucketDeleter]{
	Name:  "bucket.delete",
	Words: Words{Label: "Delete", Button: "Delete bucket", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindBucket, Needs: access.ManageStorage, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-32"},
	Blocked: func(t Target) string {
		if t.Resource == nil {
			return ""
		}
		switch n := t.Resource.Holds().Objects; {
		case n == 1:
			return "A bucket goes only when it is empty. 1 object is in it."
		case n > 1:
			return fmt.Sprintf("A bucket goes only when it is empty. %d objects are in it.", n)
		}
		return ""
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Consequences: []Consequence{
				{Loss, "The bucket is gone, and its name is free for every customer of " + t.Vendor.Name + "."},
				{Fine, t.Vendor.Name + " refuses if it holds an object after all."},
			},
			TypedName: t.Name(),
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.BucketDeleter) error {
		return deleteThing(ctx, r, providers.KindBucket,
			func(ctx context.Context) error { _, err := c.Bucket(ctx, r.Ref()); return err },
			func(ctx context.Context) error { return c.DeleteBucket(ctx, r.Ref()) })
	},
})
