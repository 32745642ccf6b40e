package inferno

import (
	"context"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
)

// atOnce is how many servers are read at the same time.
const atOnce = 4

// describe reads the servers of active orders (INF-07), a few at once. When a
// limit ends the reading, the rest is not asked for, and the next reading
// begins with it: however many servers there are, each one has its turn.
func (c *Client) describe(ctx context.Context, orders []api.Order) []described {
	orders = c.turn.begin(orders)
	all := make([]described, len(orders))
	var limited atomic.Pointer[error]
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, o := range orders {
		group.Go(func() error {
			all[i].order = o
			if held := limited.Load(); held != nil {
				all[i].err = *held
				return nil
			}
			info, err := c.info(ctx, o.ID.Trim())
			if providers.KindOf(err) == providers.ErrLimit {
				limited.Store(&err)
			}
			all[i].info, all[i].err = info, err
			return nil
		})
	}
	_ = group.Wait() // each failure is kept beside its order
	c.turn.end(all)
	return all
}

// turn remembers the order at which a limit ended the last reading.
type turn struct {
	mu   sync.Mutex
	next string
}

// begin returns the orders so that the one whose turn it is comes first.
func (t *turn) begin(orders []api.Order) []api.Order {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, o := range orders {
		if t.next != "" && o.ID.Trim() == t.next {
			return append(append([]api.Order{}, orders[i:]...), orders[:i]...)
		}
	}
	return orders
}

func (t *turn) end(all []described) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.next = ""
	for _, d := range all {
		if providers.KindOf(d.err) == providers.ErrLimit {
			t.next = d.order.ID.Trim()
			return
		}
	}
}
