//go:build e2e

package e2e

import (
	"strings"
	"sync"

	"pinfold/internal/providers"
)

// called is what the panel's binary called at all sandboxes of the run. The
// sandbox is asked by tests too, which do not say that they are the panel.
var called = callTable{answered: map[string]bool{}, refused: map[string]bool{}}

type callTable struct {
	mu                sync.Mutex
	answered, refused map[string]bool
}

func (c *callTable) note(op, userAgent string, refused bool) {
	if !strings.HasPrefix(userAgent, "Pinfold") {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if refused {
		c.refused[op] = true
	} else {
		c.answered[op] = true
	}
}

// missing lists the documented operations that never were answered, and the
// writes that never were refused. Which reads a provider that breaks at random
// refuses differs from run to run: reads has those that none was.
func (c *callTable) missing() (lines, reads []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, op := range providers.Catalog() {
		if !c.answered[string(op.ID)] {
			lines = append(lines, string(op.ID)+" "+op.Title+", answered")
		}
		switch refused := c.refused[string(op.ID)]; {
		case !refused && op.Write:
			lines = append(lines, string(op.ID)+" "+op.Title+", refused")
		case !refused:
			reads = append(reads, string(op.ID)+" "+op.Title)
		}
	}
	return lines, reads
}

func (c *callTable) wasRefused(op string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refused[op]
}
