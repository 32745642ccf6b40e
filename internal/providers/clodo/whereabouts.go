package clodo

import (
	"context"

	"pinfold/internal/providers"
)

// hostOf returns the host to call about a thing: that of its location, else
// that of the data center where it was seen, else the account's own. Nothing is
// read for a thing without a known location.
func (c *Client) hostOf(ctx context.Context, op providers.OpID, ref providers.Ref) (*host, error) {
	location := ref.Location
	if location == "" {
		location = c.lastSeen(ref.ID)
	}
	if location == "" {
		return c.own, nil
	}
	centers, err := c.centers(ctx)
	if err != nil {
		return nil, unplaced(op, err)
	}
	for _, one := range centers {
		if one.name == location && one.at != nil {
			return one.at, nil
		}
	}
	return c.own, nil
}

// candidates returns the data centers in which a server may be, the likely one
// alone where there is one. A server without a location was just made, by the
// account's own host, which need not be that of a data center.
func (c *Client) candidates(ctx context.Context, op providers.OpID, ref providers.Ref) ([]center, error) {
	if ref.Location == "" {
		ref.Location = c.lastSeen(ref.ID)
	}
	if ref.Location != "" {
		at, err := c.hostOf(ctx, op, ref)
		return []center{{name: ref.Location, at: at}}, err
	}
	centers, err := c.centers(ctx)
	if err != nil {
		return nil, unplaced(op, err)
	}
	var reachable []center
	for _, one := range centers {
		if one.at == c.own {
			return []center{one}, nil
		}
		if one.at != nil {
			reachable = append(reachable, one)
		}
	}
	return reachable, nil
}

// unplaced turns a failed reading of the data centers into the failure of the
// call that needed them.
func unplaced(op providers.OpID, err error) error {
	return heldBack(op, err, "The data centers could not be read, so the call itself was not sent.")
}
