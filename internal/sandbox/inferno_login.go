package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// identify takes client id and key, the key also from the header of newer
// clients. The trade of INF-01 checks its own input, and the list of INF-02 is
// open to all; both then run for the default account.
func (p *inferno) identify(c *call) *account {
	open, _ := p.find("")
	if c.op() == "INF-01" {
		if a := p.holder(infernoParam(c, "email"), infernoParam(c, "pass")); a != nil {
			return a
		}
		return open
	}
	cid, key := infernoParam(c, "cid"), infernoParam(c, "key")
	if key == "" {
		key = c.req.Header.Get("X-Key")
	}
	if c.op() == "INF-02" && cid == "" && key == "" {
		return open
	}
	a, ok := p.byName[cid]
	if !ok || key == "" || a.key != key {
		return nil
	}
	return a
}

// holder returns the account of a person, nil if e-mail or password is wrong.
func (p *inferno) holder(email, password string) *account {
	for _, a := range p.byName {
		w := a.world.(*infernoWorld)
		if email != "" && w.email == email && w.password == password {
			return a
		}
	}
	return nil
}

// tradeKey answers INF-01. The document has no sample of its answer.
func (p *inferno) tradeKey(c *call) reply {
	a := p.holder(infernoParam(c, "email"), infernoParam(c, "pass"))
	if a == nil {
		return infernoRefused("Wrong email or password")
	}
	return infernoOK("cid", a.name, "key", a.key)
}

// revoke gives the account another key, as its owner would.
func (p *inferno) revoke(a *account) {
	a.key = fmt.Sprintf("%016x%016x", p.random.Uint64(), p.random.Uint64())
}

// infernoOK is a success with pairs of name and value.
func infernoOK(pairs ...any) reply {
	body := map[string]any{"result": "success"}
	for i := 0; i+1 < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return reply{status: http.StatusOK, body: body}
}

// encode answers in JSON, or in text where the document does, under the content type of a bare PHP script, so that
// a client that trusts content types notices it.
func (p *inferno) encode(_ *call, r reply) answer {
	a := answer{status: r.status, header: http.Header{}}
	for name, value := range r.header {
		a.header.Set(name, value)
	}
	a.header.Set("Content-Type", "text/html; charset=UTF-8")
	if text, ok := r.body.(infernoText); ok {
		a.body = []byte(text)
		return a
	}
	raw, err := json.Marshal(r.body)
	if err != nil {
		panic("sandbox: encode answer of inferno: " + err.Error())
	}
	a.body = raw
	return a
}
