package sandbox

import "time"

// provider is what the frame needs to know of a simulated hosting provider.
// The frame calls every method with the sandbox's lock held, except name,
// routes, locate and encode, which must not read the world.
type provider interface {
	// name is the first segment of the provider's paths and its name in
	// faults, in the ledger and on the control plane.
	name() string
	routes() []route
	// locate splits a path below the provider's own into the host that is
	// simulated ("" for the main one) and the path on that host, as the
	// routes spell it. It reports false for what no host would serve.
	locate(path string) (site, rest string, ok bool)
	// identify returns the account whose credentials the call carries, or
	// nil if they are missing, wrong or expired.
	identify(c *call) *account
	refuse(r refusal) reply
	encode(c *call, r reply) answer
	// revoke invalidates the credentials that the account uses at present.
	revoke(a *account)
	// find returns the account of that name, the default one for "".
	find(name string) (*account, bool)
	mutate(a *account, m Mutation, now time.Time) error
}

// account is one customer of a provider, with a world of its own.
type account struct {
	name  string
	key   string
	meter *meter
	world any
}

// accountBook keeps a provider's accounts by name; the first one added is the
// default.
type accountBook struct {
	byName map[string]*account
	first  string
}

func (b *accountBook) add(a *account) {
	if b.byName == nil {
		b.byName = map[string]*account{}
		b.first = a.name
	}
	b.byName[a.name] = a
}

func (b *accountBook) find(name string) (*account, bool) {
	if name == "" {
		name = b.first
	}
	a, ok := b.byName[name]
	return a, ok
}
