package sandbox

import (
	"fmt"
	"time"
)

// furnished is the world of an account that servers can be made up for.
type furnished interface {
	generate(servers int, now time.Time)
}

// Furnish adds made-up servers to an account; "" is the default one.
func (s *Sandbox) Furnish(provider, account string, servers int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, a, err := s.lookUp(provider, account)
	if err != nil {
		return err
	}
	w, ok := a.world.(furnished)
	if !ok {
		return fmt.Errorf("no servers can be made up at %s", provider)
	}
	w.generate(servers, s.now())
	return nil
}
