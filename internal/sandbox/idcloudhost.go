package sandbox

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// The default account at IDCloudHost, from the samples of the document.
const (
	DefaultIDCloudHostUser = "user@example.com"
	DefaultIDCloudHostKey  = "meowmeowmeow"
)

// idCloudHost simulates the API of IDCloudHost. What its accounts share is
// kept here: numbers, identifiers and addresses are unique over all accounts.
type idCloudHost struct {
	accountBook
	table     []route
	random    *rand.Rand
	pace      time.Duration
	locations []idcLocation
	lastID    int // of servers, disks and addresses
	objects   *s3mem.Backend
	lastToken int
	answered  atomic.Uint64
}

func newIDCloudHost(random *rand.Rand, o Options, now time.Time) *idCloudHost {
	p := &idCloudHost{random: random, pace: o.Pace, lastID: 1000, locations: idcSample[[]idcLocation]("07"), objects: s3mem.New()}
	p.table = slices.Concat(p.newTable(), idcReplicaWrites(), idcMoneyRoutes(), idcInvoiceRoutes())
	w := p.newAccount(DefaultIDCloudHostUser, DefaultIDCloudHostKey)
	w.addSamples()
	w.generate(o.Servers, now)
	return p
}

// AddIDCloudHostAccount adds an account without servers at IDCloudHost. If
// there is one of that user it only gets the new key.
func (s *Sandbox) AddIDCloudHostAccount(user, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.providers["idcloudhost"].(*idCloudHost)
	if a, ok := p.byName[user]; ok {
		a.world.(*idcWorld).changeKey(a.key, key)
		a.key = key
		return
	}
	p.newAccount(user, key)
}

func (p *idCloudHost) newAccount(user, key string) *idcWorld {
	m, err := newMeter(time.UTC, nil) // the document names no limits
	if err != nil {
		panic("sandbox: limits of idcloudhost: " + err.Error())
	}
	w := newIDCWorld(p, user)
	w.addToken(time.Date(2018, 2, 20, 9, 0, 0, 0, time.UTC), key, "Pinfold")
	p.add(&account{name: user, key: key, meter: m, world: w})
	return w
}

func (p *idCloudHost) name() string    { return "idcloudhost" }
func (p *idCloudHost) routes() []route { return p.table }

// locate reads /v1/<slug>/<path>. Without a slug the call goes to the default
// location; calls that no location has are not found below one.
func (p *idCloudHost) locate(path string) (site, rest string, ok bool) {
	rest, ok = strings.CutPrefix(path, "/v1/")
	if !ok {
		return "", "", false
	}
	first, below, _ := strings.Cut(rest, "/")
	for _, location := range p.locations {
		if location.Slug == first {
			return first, "/" + below, idcIsLocal("/" + below)
		}
	}
	return "", "/" + rest, true
}

func idcIsLocal(path string) bool {
	for _, prefix := range []string{"/user-resource/vm", "/user-resource/billing_resources", "/user-resource/resource_billing", "/network/"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

// identify finds the account of the token, which every call carries.
func (p *idCloudHost) identify(c *call) *account {
	key := c.req.Header.Get("apikey")
	for _, a := range p.byName {
		if key != "" && a.world.(*idcWorld).tokenOf(key) != nil {
			return a
		}
	}
	return nil
}

// revoke deletes the tokens, as a person would in the provider's console.
func (p *idCloudHost) revoke(a *account) { a.key, a.world.(*idcWorld).tokens = "", nil }

// refuse answers what is refused before an operation is tried. The document
// shows none of it; published clients know these messages of the gateway.
func (p *idCloudHost) refuse(r refusal) reply {
	said := map[int]string{
		http.StatusUnauthorized:     "No API key found in request",
		http.StatusForbidden:        "You cannot consume this service",
		http.StatusNotFound:         "no Route matched with those values",
		http.StatusMethodNotAllowed: "Method Not Allowed",
		http.StatusConflict:         "The resource is locked",
		http.StatusTooManyRequests:  "API rate limit exceeded",
	}[r.status]
	if said == "" {
		said = "An unexpected error occurred"
	}
	if r.details != "" {
		said = r.details
	}
	return reply{status: r.status, header: retryAfter(r.retryAfter), body: idcMessage{said}}
}
