package sandbox

import (
	"net/http"
	"time"
)

// call is one request on its way through the sandbox.
type call struct {
	provider provider
	req      *http.Request
	body     []byte
	site     string // the simulated host, "" for the main one
	path     string // the path on that host
	args     []string
	route    *route   // nil if nothing documented matches
	refused  *refusal // why the call cannot even be tried

	// Set when the call is executed, under the sandbox's lock.
	now     time.Time
	account *account
	effect  *effect
	// holds is how long the provider holds the call open, in real time.
	holds time.Duration
}

// effect is what a call changed; the ledger records it.
type effect struct {
	target  string
	details map[string]string
}

// changed notes that the call was executed and changed something. Details
// are pairs of name and value; pairs with an empty value are left out.
func (c *call) changed(target string, details ...string) {
	e := &effect{target: target, details: map[string]string{}}
	if c.site != "" {
		e.details["site"] = c.site
	}
	for i := 0; i+1 < len(details); i += 2 {
		if details[i+1] != "" {
			e.details[details[i]] = details[i+1]
		}
	}
	c.effect = e
}

func (c *call) op() string {
	if c.route == nil {
		return Undocumented
	}
	return c.route.op
}

// refusal is a call that is answered without being executed.
type refusal struct {
	status     int
	details    string // "" leaves the words to the provider
	retryAfter int    // seconds, 0 for none
}

// reply is what an operation answers, before it is encoded.
type reply struct {
	status int
	header map[string]string
	body   any // nil for no body
}

// answer is an encoded reply.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) writeHead(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.status)
}

func (a answer) write(w http.ResponseWriter) {
	a.writeHead(w)
	// A client that left has no use for an error here.
	_, _ = w.Write(a.body)
}
