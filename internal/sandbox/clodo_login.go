package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// clodoTokenLife is how long a token is good for.
const clodoTokenLife = 20 * time.Minute

type clodoToken struct {
	account *account
	until   time.Time
}

// identify takes the login and key for CLO-01 and the token for all else.
func (p *clodo) identify(c *call) *account {
	if c.op() == "CLO-01" {
		a, ok := p.byName[c.req.Header.Get("X-Auth-User")]
		if !ok || a.key != c.req.Header.Get("X-Auth-Key") {
			return nil
		}
		return a
	}
	t, ok := p.tokens[c.req.Header.Get("X-Auth-Token")]
	if !ok || !c.now.Before(t.until) {
		return nil
	}
	return t.account
}

// login answers CLO-01. Earlier tokens stay good until they expire: several
// clients may share an account.
func (p *clodo) login(c *call) reply {
	for token, t := range p.tokens {
		if !c.now.Before(t.until) {
			delete(p.tokens, token)
		}
	}
	token := p.newToken()
	p.tokens[token] = clodoToken{account: c.account, until: c.now.Add(clodoTokenLife)}
	return reply{status: http.StatusNoContent, header: map[string]string{
		"X-Server-Management-Url": p.managementURL(c),
		"X-Auth-Token":            token,
	}}
}

func (p *clodo) managementURL(c *call) string {
	scheme := "http"
	if c.req.TLS != nil {
		scheme = "https"
	}
	u := scheme + "://" + c.req.Host + "/" + p.name()
	if c.site != "" {
		u += "/" + c.site
	}
	return u + "/v1"
}

func (p *clodo) newToken() string {
	a, b := p.random.Uint64(), p.random.Uint64()
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x",
		a>>32, a>>16&0xffff, a&0xffff, b>>48, b&0xffffffffffff)
}

// clodoLimits are the documented defaults.
var clodoLimits = []Limit{
	{Verb: http.MethodPost, URI: "*", Regex: ".*", Value: 10, Unit: PerMinute},
	{Verb: http.MethodPost, URI: "*/servers", Regex: "^/servers", Value: 50, Unit: PerDay},
	{Verb: http.MethodPut, URI: "*", Regex: ".*", Value: 10, Unit: PerMinute},
	{Verb: http.MethodDelete, URI: "*", Regex: ".*", Value: 60, Unit: PerMinute},
	{Verb: http.MethodGet, URI: "*", Regex: ".*", Value: 60, Unit: PerMinute},
}

// clodoLimit mixes strings and numbers just as the document's sample does.
type clodoLimit struct {
	Verb      string `json:"verb"`
	URI       string `json:"URI"`
	Regex     string `json:"regex"`
	Value     string `json:"value"`
	Remaining int    `json:"remaining"`
	Unit      string `json:"unit"`
	ResetTime int64  `json:"resetTime"`
}

// limits answers CLO-02. The call itself is already counted.
func (p *clodo) limits(c *call) reply {
	m := c.account.meter
	m.turn(c.now)
	rate := []clodoLimit{}
	for _, l := range m.counters {
		rate = append(rate, clodoLimit{
			Verb: l.Verb, URI: l.URI, Regex: l.Regex, Unit: l.Unit,
			Value:     strconv.Itoa(l.Value),
			Remaining: l.Value - l.used,
			ResetTime: l.reset.Unix(),
		})
	}
	return clodoOK("limits", map[string]any{"rate": rate})
}
