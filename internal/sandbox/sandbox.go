package sandbox

import (
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// DefaultPace is how long one phase of slow work takes unless Options say
// otherwise.
const DefaultPace = 3 * time.Second

// Options say how a sandbox behaves. The zero value is a sandbox on the wall
// clock that holds the documents' sample objects and nothing else.
type Options struct {
	// Now is the clock of the simulated world: token life, limits, progress
	// of slow work. Nil means time.Now. Delays of faults are real time.
	Now func() time.Time
	// Seed makes generated objects, passwords and tokens reproducible.
	Seed int64
	// Pace is how long slow work stays in one phase; 0 means DefaultPace.
	Pace time.Duration
	// Servers is the number of servers that the default account of a
	// provider has beside the sample objects of the provider's document.
	Servers int
	// DataCenters is how many data centers the profile of an account at Clodo
	// names, at most three; 0 means one, behind the host that is called.
	DataCenters int
	// PayAfter is how long it takes until a new order is paid; 0 leaves that to
	// MutatePay.
	PayAfter time.Duration
	// Watch is told of each call to a documented operation: who called, and
	// whether it was refused or hit by a fault. It may be called concurrently.
	Watch func(op, userAgent string, refused bool)
}

// Sandbox is a set of simulated providers with one control plane. All of its
// methods may be called concurrently.
type Sandbox struct {
	now     func() time.Time
	pace    time.Duration
	faults  *faultBoard
	ledger  *ledger
	calls   *callLog
	watch   func(op, userAgent string, refused bool)
	control http.Handler

	mu        sync.Mutex // guards the providers, their worlds and random
	random    *rand.Rand
	providers map[string]provider
	clodo     *clodo
	idc       *idCloudHost
	s3        http.Handler

	cloudAtCost *cloudAtCost
}

// New returns a sandbox whose providers already have their default accounts.
func New(o Options) *Sandbox {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Pace <= 0 {
		o.Pace = DefaultPace
	}
	o.DataCenters = min(max(o.DataCenters, 1), len(clodoCenters))
	s := &Sandbox{
		now:    o.Now,
		pace:   o.Pace,
		faults: newFaultBoard(o.Seed),
		ledger: &ledger{},
		calls:  newCallLog(),
		watch:  o.Watch,
		random: newRandom(o.Seed, 0),
	}
	s.clodo = newClodo(s.random, o, s.now())
	s.cloudAtCost = newCloudAtCost(newRandom(o.Seed, 10), o, s.now())
	s.idc = newIDCloudHost(newRandom(o.Seed, 30), o, s.now())
	s.s3 = newS3(s)
	s.providers = byName(
		s.clodo,
		s.cloudAtCost,
		newInferno(newRandom(o.Seed, 20), o, s.now()),
		s.idc,
	)
	s.control = newControl(s)
	return s
}

// Handler serves the providers and the control plane.
func (s *Sandbox) Handler() http.Handler {
	return http.HandlerFunc(s.dispatch)
}

// Reset empties the ledger and the call counts. Faults and the providers'
// worlds stay as they are.
func (s *Sandbox) Reset() {
	s.ledger.reset()
	s.calls.reset()
}

func byName(all ...provider) map[string]provider {
	named := map[string]provider{}
	for _, p := range all {
		named[p.name()] = p
	}
	return named
}

// newRandom derives independent reproducible streams from one seed, so that
// drawing from one does not shift what another yields.
func newRandom(seed int64, stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(seed), stream))
}
