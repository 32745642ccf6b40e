package clodo

import (
	"context"
	"net/url"
	"strings"
	"sync"

	"pinfold/internal/secrets"
)

// host is one address of Clodo's. The calls to it share a session.
type host struct {
	base   *url.URL
	signer *signer
}

// hosts keeps one host an address.
type hosts struct {
	mu  sync.Mutex
	all map[string]*host
}

// hostAt returns the host at an address that the account's key may be sent to.
func (c *Client) hostAt(base *url.URL) *host {
	c.hosts.mu.Lock()
	defer c.hosts.mu.Unlock()
	address := base.Scheme + "://" + strings.ToLower(base.Host) + strings.TrimRight(base.Path, "/")
	if known := c.hosts.all[address]; known != nil {
		return known
	}
	signIn := func(ctx context.Context) (*session, error) { return c.signIn(ctx, base) }
	next := &host{base: base, signer: &signer{signIn: signIn, now: c.line.Kit.Now}}
	if c.hosts.all == nil {
		c.hosts.all = map[string]*host{}
	}
	c.hosts.all[address] = next
	return next
}

// tokens returns the tokens of all hosts.
func (h *hosts) tokens() []secrets.Text {
	h.mu.Lock()
	defer h.mu.Unlock()
	var tokens []secrets.Text
	for _, one := range h.all {
		if live := one.signer.held(); live != nil {
			tokens = append(tokens, live.token)
		}
	}
	return tokens
}
