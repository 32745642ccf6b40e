// Package authority asks the name servers of a zone what they answer now, and
// compares that with what the zone should hold.
package authority

import (
	"cmp"
	"context"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"pinfold/internal/zone"
)

// Most bounds the record sets that one check asks for.
const Most = 200

// atOnce bounds the questions that wait for one server.
const atOnce = 8

// Checker asks name servers.
type Checker struct {
	// Resolver is the host and port that is asked for the addresses of name
	// servers, "" for the system's.
	Resolver string
	// Port is that of name servers, "" for 53.
	Port string
	// Private allows servers at addresses that are not public.
	Private bool
	// Patience is how long one question waits, 0 for two seconds.
	Patience time.Duration
}

// Server is one name server of a zone.
type Server struct {
	Name string
	Addr netip.Addr
	// Delegated says that the world is sent to it, Listed that the zone names it.
	Delegated, Listed bool
	// Serial is that of its SOA record, "" if it did not answer.
	Serial string
	// Took is how long its first answer took.
	Took time.Duration
	// Trouble says why it cannot be compared, "" if it can.
	Trouble string
}

// Report is the outcome of a check.
type Report struct {
	Servers []Server
	// Differences are sorted by name and type.
	Differences []Difference
	// Asked counts record sets, Left those beyond Most.
	Asked, Left int
}

// Difference is a record set that some servers answer otherwise.
type Difference struct {
	Name, Type string
	// Panel are the contents that the panel holds.
	Panel []string
	// Answers are by server, in the order of Report.Servers; only those that
	// differ.
	Answers []Answer
}

// Answer is what one server says of a record set.
type Answer struct {
	Server   string
	Contents []string
	// Trouble says why there are none, "" for an answer without records.
	Trouble string
}

// Check compares a zone's records with what its name servers answer. name is
// that of the zone. A report without servers means that none could be found.
func (c Checker) Check(ctx context.Context, name string, records []zone.Record) Report {
	origin := fqdn(name)
	sets := setsOf(origin, records)
	report := Report{Servers: c.servers(ctx, origin, records), Asked: min(len(sets), Most)}
	report.Left = len(sets) - report.Asked
	sets = sets[:report.Asked]
	answers := make([][]Answer, len(report.Servers))
	var all sync.WaitGroup
	for i := range report.Servers {
		all.Go(func() { answers[i] = c.compare(ctx, &report.Servers[i], origin, sets) })
	}
	all.Wait()
	for at, set := range sets {
		d := Difference{Name: set.name, Type: set.kind, Panel: set.contents}
		for i := range report.Servers {
			if a := answers[i]; a != nil && a[at].Server != "" {
				d.Answers = append(d.Answers, a[at])
			}
		}
		if len(d.Answers) > 0 {
			report.Differences = append(report.Differences, d)
		}
	}
	return report
}

// compare returns an answer for each set; one that agrees names no server.
func (c Checker) compare(ctx context.Context, s *Server, origin string, sets []set) []Answer {
	if s.Trouble != "" {
		return nil
	}
	if c.greet(ctx, s, origin); s.Trouble != "" {
		return nil
	}
	answers, slots := make([]Answer, len(sets)), make(chan struct{}, atOnce)
	var all sync.WaitGroup
	for i, one := range sets {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			contents, trouble := c.ask(ctx, *s, one)
			if trouble != "" || !slices.Equal(contents, one.contents) {
				answers[i] = Answer{Server: s.Name, Contents: contents, Trouble: trouble}
			}
		})
	}
	all.Wait()
	return answers
}

// sortSets puts what the zone's own name holds first.
func sortSets(sets []set) {
	place := func(s set) string { return strings.TrimPrefix(s.name, "@") }
	slices.SortFunc(sets, func(a, b set) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.kind, b.kind))
	})
}
