package sandbox

import (
	"errors"
	"io"
	"net/http"
	"strings"
)

// maxRequestBody is the size in bytes beyond which a request is refused; the
// documented operations need a few kilobytes.
const maxRequestBody = 4 << 20

const controlRoot = "_sandbox"

func (s *Sandbox) dispatch(w http.ResponseWriter, r *http.Request) {
	// No ServeMux here: it would redirect paths that a provider refuses.
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if first == controlRoot {
		s.control.ServeHTTP(w, r)
		return
	}
	if isS3(r) {
		s.s3.ServeHTTP(w, r)
		return
	}
	p, ok := s.providers[first]
	if !ok {
		http.NotFound(w, r)
		return
	}
	s.serve(w, s.receive(p, r))
}

// receive reads the request, finds its operation and counts it. The body is
// read before anything else so that a client that leaves is noticed.
func (s *Sandbox) receive(p provider, r *http.Request) *call {
	c := &call{provider: p, req: r}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxRequestBody))
	c.body = body
	c.locate()
	s.calls.add(c.op(), s.now())
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		c.refused = &refusal{status: http.StatusRequestEntityTooLarge}
	}
	return c
}

func (c *call) locate() {
	site, path, ok := c.provider.locate(strings.TrimPrefix(c.req.URL.Path, "/"+c.provider.name()))
	c.site, c.path = site, path
	if !ok {
		c.refused = &refusal{status: http.StatusNotFound}
		return
	}
	known := false
	c.route, known = pick(c.provider.routes(), c)
	switch {
	case c.route != nil:
	case known:
		c.refused = &refusal{status: http.StatusMethodNotAllowed}
	default:
		c.refused = &refusal{status: http.StatusNotFound}
	}
}

func (s *Sandbox) serve(w http.ResponseWriter, c *call) {
	f, ok := s.faults.take(c.provider.name(), c.op(), s.whose(c))
	if ok {
		s.tell(c, true)
		s.misbehave(w, c, f)
		return
	}
	out := s.execute(c)
	s.tell(c, out.status >= http.StatusBadRequest)
	out.write(w)
}

func (s *Sandbox) tell(c *call, refused bool) {
	if s.watch != nil && c.route != nil {
		s.watch(c.op(), c.req.UserAgent(), refused)
	}
}

// whose names the account of a call for the choice of a fault.
func (s *Sandbox) whose(c *call) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.now = s.now()
	if a := c.provider.identify(c); a != nil {
		return a.name
	}
	return ""
}

// execute runs the call as the provider would and returns what it answers.
func (s *Sandbox) execute(c *call) answer {
	out := s.run(c)
	if c.holds > 0 {
		pause(c.req.Context(), c.holds) // A client that leaves needs no answer.
	}
	// Encoding a long list must not hold up other calls.
	return c.provider.encode(c, out)
}

func (s *Sandbox) run(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.now = s.now()
	if c.refused != nil {
		return c.provider.refuse(*c.refused)
	}
	if c.account = c.provider.identify(c); c.account == nil {
		return c.provider.refuse(refusal{status: http.StatusUnauthorized})
	}
	if !c.route.unmetered {
		if wait, ok := c.account.meter.take(c.req.Method, c.path, c.now); !ok {
			return c.provider.refuse(refusal{status: http.StatusTooManyRequests, retryAfter: wait})
		}
	}
	out := c.route.run(c)
	if c.effect != nil {
		s.ledger.add(c)
	}
	return out
}
