package clodo

import (
	"context"
	"slices"
	"sync"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// center is a data center. Its name is the location of its servers.
type center struct {
	id, name, address string
	// at is nil where the address is none that the key may be sent to.
	at *host
	// listed says that the profile names it.
	listed bool
}

// atlas remembers the data centers and in which one a server was seen last.
type atlas struct {
	mu    sync.Mutex
	known []center
	read  time.Time
	seen  map[string]string
}

// centers returns the remembered data centers, and asks for them (CLO-35) where
// they are older than six hours. If that fails, the old ones serve on. If there
// are none yet, the error stands: under a guessed location each server would
// become another one as soon as the profile is read.
func (c *Client) centers(ctx context.Context) ([]center, error) {
	known, read := c.remembered()
	if known != nil && c.line.Kit.Now().Sub(read) < catalogEvery {
		return known, nil
	}
	fresh, err := c.askCenters(ctx)
	if err != nil && known != nil {
		return known, nil
	}
	return fresh, err
}

func (c *Client) remembered() ([]center, time.Time) {
	c.atlas.mu.Lock()
	defer c.atlas.mu.Unlock()
	return c.atlas.known, c.atlas.read
}

// askCenters reads and remembers the data centers (CLO-35). Where the profile
// names none or may not be read, the account's own host stands for all.
func (c *Client) askCenters(ctx context.Context) ([]center, error) {
	told, err := c.profile(ctx)
	if err != nil && !withheld(err) {
		return nil, err
	}
	centers := c.placed(told.Centers)
	c.atlas.mu.Lock()
	defer c.atlas.mu.Unlock()
	if len(centers) == 0 {
		// Those that were told before are better than a guess.
		centers = c.atlas.known
	}
	if len(centers) == 0 {
		centers = []center{{name: c.here, address: c.own.base.Host, at: c.own}}
	}
	c.atlas.known, c.atlas.read = centers, c.line.Kit.Now()
	return centers, nil
}

// placed finds the host of each data center. It returns none if no host can be
// asked. Two of one host are one, and two of one title go by their hosts.
func (c *Client) placed(told []api.Center) []center {
	var centers []center
	reachable := false
	for _, t := range told {
		next := center{id: t.ID.Trim(), name: t.Title.Trim(), address: t.Host.Trim(), listed: true}
		if next.address == "" {
			continue
		}
		if base := siblingOf(c.own.base, next.address); base != nil {
			next.at, reachable = c.hostAt(base), true
		}
		if next.name == "" || slices.ContainsFunc(centers, func(o center) bool { return o.name == next.name }) {
			next.name = next.address
		}
		if !slices.ContainsFunc(centers, func(o center) bool { return o.same(next) }) {
			centers = append(centers, next)
		}
	}
	if !reachable {
		return nil
	}
	return centers
}

func (o center) same(other center) bool {
	return o.address == other.address || o.at != nil && o.at == other.at
}

// listCenters lists the data centers (CLO-35). Those just read are not read
// again.
func (c *Client) listCenters(ctx context.Context) (providers.Listing, error) {
	centers, read := c.remembered()
	if age := c.line.Kit.Now().Sub(read); centers == nil || age < 0 || age > centersFresh {
		var err error
		if centers, err = c.askCenters(ctx); err != nil {
			return providers.Listing{}, err
		}
	}
	l := providers.Listing{Complete: true}
	for _, one := range centers {
		if one.listed {
			l.Items = append(l.Items, c.observeCenter(one))
		}
	}
	return l, nil
}

// centersFresh is how old the data centers may be where their list is due.
const centersFresh = 5 * time.Minute

func (c *Client) observeCenter(one center) providers.Observation {
	facts := providers.NamedFacts{Title: one.name, Details: []providers.Detail{{Label: "API host", Value: one.address}}}
	if one.at == c.own {
		facts.Details = append(facts.Details, providers.Detail{Label: "New servers", Value: "Made here"})
	}
	o := providers.Observation{Kind: providers.KindLocation, ID: one.id, Name: one.name, State: providers.Available, Facts: facts}
	if o.ID == "" {
		o.ID = one.address
	}
	return o
}
