package idcloudhost

import (
	"context"
	"sync"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// atlas remembers the locations, so that a refresh of servers does not ask for
// them each time.
type atlas struct {
	mu    sync.Mutex
	known []api.Location
	at    time.Time
}

// locations returns the remembered locations, and asks for them (IDC-07) where
// they are older than six hours. If that fails, the old ones serve on.
func (c *Client) locations(ctx context.Context) ([]api.Location, error) {
	c.atlas.mu.Lock()
	known, at := c.atlas.known, c.atlas.at
	c.atlas.mu.Unlock()
	if known != nil && c.now().Sub(at) < catalogEvery {
		return known, nil
	}
	fresh, err := c.askLocations(ctx)
	if err != nil && known != nil {
		return known, nil
	}
	return fresh, err
}

// askLocations reads and remembers the locations (IDC-07). An account without
// any would have nothing to ask for, so an empty list is unexpected.
func (c *Client) askLocations(ctx context.Context) ([]api.Location, error) {
	locations, err := list[api.Location](ctx, c, ask{op: "IDC-07", path: "/config/locations"})
	if err != nil {
		return nil, err
	}
	if len(locations) == 0 {
		return nil, &providers.Error{
			Kind: providers.ErrUnexpected, Op: "IDC-07",
			Sentence: "IDCloudHost named no location, so its servers cannot be asked for.",
		}
	}
	c.atlas.mu.Lock()
	defer c.atlas.mu.Unlock()
	c.atlas.known, c.atlas.at = locations, c.now()
	return locations, nil
}
