package jobs

import (
	"sync"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// How many turns of one account may run at once. A provider that hangs keeps
// each of them for up to a minute, so that without a bound one account would
// take every worker. Bulk work leaves room for clicks.
const (
	turnsPerAccount     = 8
	bulkTurnsPerAccount = 4
	// fullWait is how long a turn without a slot waits before it asks again.
	fullWait = 250 * time.Millisecond
)

// slots counts the running turns of each account.
type slots struct {
	mu      sync.Mutex
	running map[models.ID]int
}

// take reserves a slot for a turn. It returns false if the account has none.
func (s *slots) take(account models.ID, p providers.Priority) bool {
	most := turnsPerAccount
	if p != providers.Interactive {
		most = bulkTurnsPerAccount
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[account] >= most {
		return false
	}
	if s.running == nil {
		s.running = map[models.ID]int{}
	}
	s.running[account]++
	return true
}

// free gives a slot back.
func (s *slots) free(account models.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[account]--; s.running[account] <= 0 {
		delete(s.running, account)
	}
}
