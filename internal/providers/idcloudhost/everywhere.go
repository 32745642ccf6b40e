package idcloudhost

import (
	"context"

	"golang.org/x/sync/errgroup"

	"pinfold/internal/providers"
)

// atOnce bounds the calls that one list makes at the same time.
const atOnce = 4

// everywhere asks every location in parallel and joins what they tell. A
// location that fails hides no other: the listing is then incomplete, so that
// nothing counts as gone. If all fail, so does the listing.
func (c *Client) everywhere(ctx context.Context, read func(ctx context.Context, slug string) (providers.Listing, error)) (providers.Listing, error) {
	locations, err := c.locations(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	listings := make([]providers.Listing, len(locations))
	errs := make([]error, len(locations))
	var group errgroup.Group
	// A location may make two calls at once.
	group.SetLimit(atOnce / 2)
	for i, location := range locations {
		group.Go(func() error {
			listings[i], errs[i] = readAt(ctx, location.Slug.Trim(), read)
			return nil
		})
	}
	_ = group.Wait()
	return joined(listings, errs)
}

// readAt reads one location. The slug becomes a part of a path, and without
// one the default location would be read in its place.
func readAt(ctx context.Context, slug string, read func(context.Context, string) (providers.Listing, error)) (providers.Listing, error) {
	if slug == "" {
		return providers.Listing{}, &providers.Error{
			Kind: providers.ErrUnexpected, NotSent: true, Sentence: "IDCloudHost named a location without a slug. Nothing was sent.",
		}
	}
	return read(ctx, slug)
}

// joined joins the listings of several locations.
func joined(listings []providers.Listing, errs []error) (providers.Listing, error) {
	all := providers.Listing{Complete: true}
	failed := 0
	var first error
	for i, one := range listings {
		if err := errs[i]; err != nil {
			failed++
			first = firstOf(first, err)
			all.Complete = false
			continue
		}
		all.Items = append(all.Items, one.Items...)
		all.Complete = all.Complete && one.Complete
	}
	if failed == len(listings) {
		return providers.Listing{}, first
	}
	return all, nil
}

// both runs two reads in parallel and returns the first one's error, else the
// second one's.
func both(a, b func() error) error {
	var group errgroup.Group
	var first error
	group.Go(func() error { first = a(); return nil })
	second := b()
	_ = group.Wait()
	return firstOf(first, second)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
