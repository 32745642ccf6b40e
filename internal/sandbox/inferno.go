package sandbox

import (
	"math/rand/v2"
	"net/http"
	"time"
)

// The default account at Inferno. The client id is the document's example; the
// document shows no real key.
const (
	DefaultInfernoCID      = "777"
	DefaultInfernoKey      = "5b1f0c9d7e3a48c2a6d4e8f01b7c9a35"
	DefaultInfernoEmail    = "client777@example.org"
	DefaultInfernoPassword = "blue-Kettle-38"
)

// inferno simulates the one script of Inferno Solutions. What its accounts
// share is kept here: order numbers and addresses are unique over all accounts.
type inferno struct {
	accountBook
	table    []route
	random   *rand.Rand
	pace     time.Duration
	lastID   int // of orders
	lastMain int // of VPS
	lastIP   int
}

func newInferno(random *rand.Rand, o Options, now time.Time) *inferno {
	p := &inferno{random: random, pace: o.Pace, lastID: 47200, lastMain: 21968, lastIP: 111}
	p.table = p.newTable()
	w := p.newAccount(DefaultInfernoCID, DefaultInfernoKey, DefaultInfernoEmail, DefaultInfernoPassword)
	w.addSamples()
	w.generate(o.Servers, now)
	return p
}

// AddInfernoAccount adds an account with an empty world at Inferno. If there
// is one of that client id it only gets the new key, e-mail and password.
func (s *Sandbox) AddInfernoAccount(cid, key, email, password string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.providers["inferno"].(*inferno)
	if a, ok := p.byName[cid]; ok {
		a.key = key
		w := a.world.(*infernoWorld)
		w.email, w.password = email, password
		return
	}
	p.newAccount(cid, key, email, password)
}

func (p *inferno) newAccount(cid, key, email, password string) *infernoWorld {
	m, err := newMeter(time.UTC, nil) // the document names no limits
	if err != nil {
		panic("sandbox: limits of inferno: " + err.Error())
	}
	w := &infernoWorld{shared: p, email: email, password: password}
	p.add(&account{name: cid, key: key, meter: m, world: w})
	return w
}

func (p *inferno) name() string    { return "inferno" }
func (p *inferno) routes() []route { return p.table }

func (p *inferno) locate(path string) (site, rest string, ok bool) {
	return "", path, path == infernoScript
}

// infernoFail is the documented shape of a refusal.
type infernoFail struct {
	Result  string `json:"result"`
	Message string `json:"message"`
}

// infernoRefusals words what the document leaves open.
var infernoRefusals = map[int]string{
	http.StatusUnauthorized:     "Invalid client id or key",
	http.StatusForbidden:        "Your address is not in the list of allowed addresses",
	http.StatusNotFound:         "Not found",
	http.StatusMethodNotAllowed: "Only GET and POST are allowed",
	http.StatusTooManyRequests:  "Too many requests",
}

func (p *inferno) refuse(r refusal) reply {
	message := r.details
	if message == "" {
		message = infernoRefusals[r.status]
	}
	if message == "" {
		message = http.StatusText(r.status)
	}
	return reply{status: r.status, header: retryAfter(r.retryAfter), body: infernoFail{"fail", message}}
}

// infernoRefused is a refusal as the document shows it: with status 200.
func infernoRefused(message string) reply {
	return reply{status: http.StatusOK, body: infernoFail{"fail", message}}
}
