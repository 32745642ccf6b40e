package actions

import (
	"context"
	"slices"

	"pinfold/internal/providers"
)

// list reads the account's list of a kind of thing, stores it and returns it.
// A client without such a list yields none.
func (r *Run) list(ctx context.Context, c providers.Inventory, kind providers.Kind) (providers.Listing, error) {
	for _, source := range c.Sources() {
		if !slices.Contains(source.Kinds, kind) {
			continue
		}
		listing, err := source.Read(ctx)
		if err != nil {
			return listing, err
		}
		return listing, r.Record(ctx, source, listing)
	}
	return providers.Listing{}, nil
}

// holds reports whether the listing has the thing. One that may lack things
// cannot tell that it has not.
func holds(listing providers.Listing, kind providers.Kind, id string) (bool, error) {
	for _, item := range listing.Items {
		if item.Kind == kind && item.ID == id {
			return true, nil
		}
	}
	return false, whole(listing)
}

// whole fails on a listing that may lack things.
func whole(listing providers.Listing) error {
	if listing.Complete {
		return nil
	}
	return &providers.Error{Kind: providers.ErrUnexpected, Sentence: "The list is not complete."}
}
