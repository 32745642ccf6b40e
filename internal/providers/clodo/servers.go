package clodo

import (
	"context"

	"golang.org/x/sync/errgroup"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// atOnce bounds the calls that one list makes at the same time.
const atOnce = 4

// listServers lists the servers of every data center (CLO-04). A host that
// fails hides no other: the listing is then incomplete, so that nothing counts
// as gone. If all fail, so does the listing.
func (c *Client) listServers(ctx context.Context) (providers.Listing, error) {
	centers, err := c.centers(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	lists := make([]providers.Listing, len(centers))
	errs := everywhere(centers, func(i int) error {
		servers, err := list[api.Server](ctx, c, ask{op: "CLO-04", path: "/servers/detail", at: centers[i].at}, "servers")
		lists[i], err = listing(servers, observeServer, err)
		return err
	})
	return c.joined(centers, lists, errs)
}

// everywhere calls each data center in parallel and returns an error for each.
// An address that the key must not be sent to counts as a host that fails.
func everywhere(centers []center, call func(i int) error) []error {
	errs := make([]error, len(centers))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, one := range centers {
		if one.at == nil {
			errs[i] = &providers.Error{
				Kind: providers.ErrUnexpected, Op: "CLO-35", NotSent: true,
				Sentence: "Clodo named an address for " + one.name + " that is not its own. Nothing was sent there.",
			}
			continue
		}
		group.Go(func() error {
			errs[i] = call(i)
			return nil
		})
	}
	_ = group.Wait()
	return errs
}

// joined joins the lists of the data centers by the ids of their servers. A
// server that several hosts list belongs to the first of them, and to the one
// where it was seen last as long as that one fails: it must not seem to move.
func (c *Client) joined(centers []center, lists []providers.Listing, errs []error) (providers.Listing, error) {
	failed := map[string]bool{}
	var first error
	for i, err := range errs {
		if err == nil {
			continue
		}
		failed[centers[i].name] = true
		if first == nil {
			first = err
		}
	}
	if len(failed) == len(centers) {
		return providers.Listing{}, first
	}
	all := providers.Listing{Complete: first == nil}
	taken := map[string]string{}
	for i, one := range lists {
		if errs[i] != nil {
			continue
		}
		all.Complete = all.Complete && one.Complete
		for _, item := range one.Items {
			if _, ok := taken[item.ID]; ok {
				continue
			}
			item.Location = centers[i].name
			if before := c.lastSeen(item.ID); failed[before] {
				item.Location = before
			}
			taken[item.ID] = item.Location
			all.Items = append(all.Items, item)
		}
	}
	c.see(taken, failed)
	return all, nil
}

// see remembers where servers were listed, and forgets those that a host which
// answered does not list any more.
func (c *Client) see(where map[string]string, failed map[string]bool) {
	c.atlas.mu.Lock()
	defer c.atlas.mu.Unlock()
	for id, before := range c.atlas.seen {
		if _, ok := where[id]; !ok && failed[before] {
			where[id] = before
		}
	}
	c.atlas.seen = where
}

// lastSeen returns the data center where a server was seen, "" if none is known.
func (c *Client) lastSeen(id string) string {
	c.atlas.mu.Lock()
	defer c.atlas.mu.Unlock()
	return c.atlas.seen[id]
}

func (c *Client) sawAt(id, name string) {
	c.atlas.mu.Lock()
	defer c.atlas.mu.Unlock()
	if c.atlas.seen == nil {
		c.atlas.seen = map[string]string{}
	}
	c.atlas.seen[id] = name
}
