package zones

import (
	"time"
)

// Check is what the name servers of a zone answer beside what the panel holds.
type Check struct {
	Page
	// At is zero while they were not asked.
	At          time.Time
	Servers     []NameServer
	Differences []Difference
	// Asked counts record sets, Left those that were too many.
	Asked, Left int
	// Held is the serial that the panel holds.
	Held string
}

// NameServer is one server of the zone.
type NameServer struct {
	Name, Address, Serial string
	Took                  time.Duration
	Trouble               string
	// Behind says that it serves another state than the panel holds.
	Behind bool
	// NotDelegated: the zone names it and the world is not sent there.
	// NotListed: the other way around.
	NotDelegated, NotListed bool
}

// Difference is a record set that a server answers otherwise.
type Difference struct {
	Name, Type string
	Panel      []string
	Answers    []ServerAnswer
}

// ServerAnswer is what one server says of a record set.
type ServerAnswer struct {
	Server   string
	Contents []string
	Trouble  string
}

func (c Check) url() string { return c.URL + "/check?now=1" }

// answered counts the servers that could be compared.
func (c Check) answered() (n int) {
	for _, s := range c.Servers {
		if s.Trouble == "" {
			n++
		}
	}
	return n
}
