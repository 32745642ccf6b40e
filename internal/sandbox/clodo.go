package sandbox

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

// The default account at Clodo, from the sample of operation CLO-01.
const (
	DefaultClodoLogin = "jdoe"
	DefaultClodoKey   = "a86850deb2742ec3cb41518e26aa2d89"
)

// clodoZone is Moscow time. It is spelled out because the machine's zone
// files may be missing.
var clodoZone = time.FixedZone("MSK", 3*60*60)

// clodo simulates the hosts of Clodo. What its accounts share is kept here:
// server numbers and addresses are unique over all accounts.
type clodo struct {
	accountBook
	table   []route
	random  *rand.Rand
	pace    time.Duration
	seed    int64
	centers int // in the profile
	tokens  map[string]clodoToken
	lastID  int // of servers
	lastReq int // of requests
	lastIP  int
	// lastTicket and lastEvent count those beyond the samples.
	lastTicket, lastEvent int
	lastZone, lastRecord  int
}

func newClodo(random *rand.Rand, o Options, now time.Time) *clodo {
	p := &clodo{
		random:  random,
		pace:    o.Pace,
		seed:    o.Seed,
		centers: o.DataCenters,
		tokens:  map[string]clodoToken{},
		lastID:  298,
		lastReq: 3120121,
	}
	p.table = p.newTable()
	w := p.newAccount(DefaultClodoLogin, DefaultClodoKey)
	w.addSamples()
	w.generate(o.Servers, now)
	return p
}

// AddClodoAccount adds an account with an empty world at Clodo. If there is
// one of that login it only gets the new key.
func (s *Sandbox) AddClodoAccount(login, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := s.clodo.find(login); ok && login != "" {
		a.key = key
		return
	}
	s.clodo.newAccount(login, key)
}

func (p *clodo) newAccount(login, key string) *clodoWorld {
	m, err := newMeter(clodoZone, clodoLimits)
	if err != nil {
		panic("sandbox: limits of clodo: " + err.Error())
	}
	w := newClodoWorld(p, login)
	p.add(&account{name: login, key: key, meter: m, world: w})
	return w
}

func (p *clodo) name() string    { return "clodo" }
func (p *clodo) routes() []route { return p.table }

// locate reads /<host>/v1/<path>; only the login has a path without version.
func (p *clodo) locate(path string) (site, rest string, ok bool) {
	first, below, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if _, known := clodoCenterOf(first); known {
		site, path = first, "/"+below
	}
	if path == "" || path == "/" {
		return site, "/", true
	}
	rest, ok = strings.CutPrefix(path, "/v1/")
	return site, "/" + rest, ok && rest != ""
}

func (p *clodo) revoke(a *account) {
	for token, t := range p.tokens {
		if t.account == a {
			delete(p.tokens, token)
		}
	}
}

// clodoErrors are the names of errors, which wrap the error's body. Those of
// 401, 405 and 429 are not in the document.
var clodoErrors = map[int]struct{ name, message, details string }{
	http.StatusBadRequest:       {"BadRequest", "Bad Request", "Некорректный запрос"},
	http.StatusUnauthorized:     {"Unauthorized", "Unauthorized", "Ошибка авторизации"},
	http.StatusForbidden:        {"Forbidden", "Forbidden", "Доступ закрыт"},
	http.StatusNotFound:         {"NotFound", "Not Found", "Модуль не найден"},
	http.StatusMethodNotAllowed: {"MethodNotAllowed", "Method Not Allowed", "Функция временно недоступна"},
	http.StatusTooManyRequests:  {"OverLimit", "Over Limit", "Превышен лимит запросов"},
}

func (p *clodo) refuse(r refusal) reply {
	e, ok := clodoErrors[r.status]
	if !ok {
		e.name, e.message = "InternalError", http.StatusText(r.status)
		e.details = "Внутренняя ошибка выполнения запроса"
	}
	if r.details != "" {
		e.details = r.details
	}
	return reply{
		status: r.status,
		header: retryAfter(r.retryAfter),
		body:   clodoError{name: e.name, Code: r.status, Message: e.message, Details: e.details},
	}
}
