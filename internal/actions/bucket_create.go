package actions

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// BucketCreate makes an empty bucket in an account (IDC-30).
var BucketCreate = Define(Spec[providers.BucketCreator]{
	Name:  "bucket.create",
	Words: Words{Label: "Create bucket", Of: "Create", Button: "Create bucket", Doing: "Creating", Done: "Created", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindBucket,
	Uses:  []providers.Kind{providers.KindBilling},
	Needs: access.ManageStorage, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-30"},
	Form: func(_ providers.BucketCreator, t Target) form.Form {
		billing := billingField(t, "")
		billing.Optional = len(billing.Options) == 0 // The provider has a default.
		return form.Form{Fields: []form.Field{
			{Name: "name", Label: "Name", Kind: form.Text, MinLength: 3, MaxLength: 63, Autocomplete: "off", Check: checkBucketName,
				Help: "3 to 63 lower-case letters, digits, hyphens and dots. A name is taken once over all customers of " + t.Vendor.Name + "."},
			billing,
		}}
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title: "Create bucket",
			Consequences: []Consequence{
				{Disturbing, "The name cannot change later."},
				{Fine, "It is empty at first. The S3 keys of the account open it."},
			},
			Cost: "What is put into it costs by its size. " + noPrice(t),
		}
	},
	Do: createBucket,
})

var (
	bucketNames   = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*[a-z0-9]$`)
	bucketAddress = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$`)
)

// checkBucketName has the rules of S3.
func checkBucketName(name string) string {
	switch {
	case strings.ToLower(name) != name:
		return "Only lower-case letters."
	case !bucketNames.MatchString(name):
		return "Letters, digits, hyphens and dots. It begins and ends with a letter or a digit."
	case strings.Contains(name, "..") || strings.Contains(name, ".-") || strings.Contains(name, "-."):
		return "A dot stands between letters or digits."
	case bucketAddress.MatchString(name):
		return "A name cannot look like an IP address."
	case strings.HasPrefix(name, "xn--") || strings.HasSuffix(name, "-s3alias"):
		return "S3 keeps names that begin with xn-- or end with -s3alias for itself."
	}
	return ""
}

func createBucket(ctx context.Context, r *Run, c providers.BucketCreator) error {
	name := r.Input["name"]
	once := Once[providers.Ref, []string]{
		Step: "create", Op: r.Write(), Showing: r.Action.Words.Doing,
		// Names are unique at the provider, not in an account.
		Alone: string(r.Vendor.Slug) + "/bucket/" + name,
		Made:  func(ref providers.Ref) providers.Ref { return ref },
		Before: func(ctx context.Context) ([]string, error) {
			all, err := c.Buckets(ctx)
			return idsOf(all), err
		},
		Send: func(ctx context.Context) (providers.Ref, map[string]secrets.Text, error) {
			ref, err := c.CreateBucket(ctx, name, r.Input["billing"])
			return ref, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]providers.Ref, error) {
			all, err := c.Buckets(ctx)
			all = slices.DeleteFunc(all, func(o providers.Observation) bool { return o.ID != name || slices.Contains(before, o.ID) })
			return r.unclaimed(ctx, providers.KindBucket, all, err)
		},
	}
	ref, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.untilRead(ctx, "create", func(ctx context.Context) (providers.Observation, error) { return c.Bucket(ctx, ref) })
}
