package sandbox

import (
	"crypto/subtle"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// The default account at CloudAtCost. The login is that of the document's
// samples, which show no real key.
const (
	DefaultCloudAtCostLogin = "example@example.com"
	DefaultCloudAtCostKey   = "u5y3aqyWy2udahaLybu7etaLezuHa2"
)

// cacLater is the site of the API's later version, whose paths end in .php.
const cacLater = "php"

// cloudAtCost simulates CloudAtCost. What its accounts share is kept here:
// numbers and addresses are unique over all accounts.
type cloudAtCost struct {
	accountBook
	table    []route
	random   *rand.Rand
	pace     time.Duration
	lastUser int
	lastSID  int
	lastTask int
	lastIP   int
}

func newCloudAtCost(random *rand.Rand, o Options, now time.Time) *cloudAtCost {
	p := &cloudAtCost{random: random, pace: o.Pace, lastUser: 89999, lastSID: 250000, lastTask: 1013021}
	p.table = newCACTable()
	w := p.newAccount(DefaultCloudAtCostLogin, DefaultCloudAtCostKey)
	w.addSamples()
	w.generate(o.Servers, now)
	return p
}

// AddCloudAtCostAccount adds an account with an empty world at CloudAtCost. If
// there is one of that login it only gets the new key.
func (s *Sandbox) AddCloudAtCostAccount(login, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := s.cloudAtCost.find(login); ok && login != "" {
		a.key = key
		return
	}
	s.cloudAtCost.newAccount(login, key)
}

func (p *cloudAtCost) newAccount(login, key string) *cacWorld {
	// The document speaks of a limit and gives no number.
	m, err := newMeter(time.UTC, nil)
	if err != nil {
		panic("sandbox: limits of cloudatcost: " + err.Error())
	}
	p.lastUser++
	w := &cacWorld{shared: p, user: fmt.Sprint(p.lastUser)}
	p.add(&account{name: login, key: key, meter: m, world: w})
	return w
}

func (p *cloudAtCost) name() string    { return "cloudatcost" }
func (p *cloudAtCost) routes() []route { return p.table }

// locate reads /API/v1/<call>, and /api/v1/<call>.php of the later version.
func (p *cloudAtCost) locate(path string) (site, rest string, ok bool) {
	if rest, ok = strings.CutPrefix(path, "/API/v1/"); ok {
		return "", "/" + rest, rest != ""
	}
	rest, ok = strings.CutPrefix(path, "/api/v1/")
	if !ok {
		return "", "", false
	}
	rest, ok = strings.CutSuffix(rest, ".php")
	return cacLater, "/" + rest, ok && rest != ""
}

// identify takes key and login from the query, and from the form of a write.
func (p *cloudAtCost) identify(c *call) *account {
	q := c.req.URL.Query()
	if form := cacInput(c); form.Has("key") {
		q = form
	}
	a, ok := p.byName[q.Get("login")]
	if !ok || subtle.ConstantTimeCompare([]byte(a.key), []byte(q.Get("key"))) != 1 {
		return nil
	}
	return a
}

// revoke replaces the key, since there is nothing else to invalidate.
func (p *cloudAtCost) revoke(a *account) {
	a.key = fmt.Sprintf("revoked-%016x", p.random.Uint64())
}
