package idcloudhost

import (
	"context"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// listLocations lists the data centers (IDC-07).
func (c *Client) listLocations(ctx context.Context) (providers.Listing, error) {
	locations, err := c.askLocations(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	return listing(locations, observeLocation), nil
}

func observeLocation(l api.Location) providers.Observation {
	var d details
	d.text("Country", l.Country)
	d.truth("Default", l.Default)
	d.truth("Preferred", l.Preferred)
	return providers.Observation{
		Kind: providers.KindLocation, ID: l.Slug.Trim(), Name: l.Name.Trim(), State: providers.Available,
		Facts: providers.NamedFacts{Title: l.Description.Trim(), Details: d},
	}
}
