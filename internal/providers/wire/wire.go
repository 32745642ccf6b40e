// Package wire carries calls to providers. Every call passes one chain of
// links: logging, the catalog, the rate limit, the deadline, the verdict and
// the transmission. Each link is a file of its own. The package also decodes
// what providers send, whose types drift.
package wire

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// Line is the way to one account at its provider.
type Line struct {
	// Name is the provider's name, for sentences.
	Name string
	Kit  providers.Kit
	// Refusal finds the provider's own refusal in an answer of any status. An
	// answer that is neither a refusal nor a success settles nothing.
	Refusal func(Answer) (Refusal, bool)
	// Hide returns what must not be shown even if the provider repeats it.
	Hide func() []secrets.Text
}

// Request is one call.
type Request struct {
	Op providers.OpID
	// Variant narrows an operation that has several meanings.
	Variant providers.Variant
	Method  string
	// URL is the whole address, which may hold credentials in its query.
	URL *url.URL
	// Path is relative to the root of the API and free of credentials: the
	// limiter matches it and the log shows it.
	Path   string
	Header http.Header
	Body   []byte
	// Timeout bounds the call with its answer; 0 means ReadTimeout or
	// WriteTimeout.
	Timeout time.Duration
	// Parse reads a 2xx answer. Its error means that the answer is not the
	// API's. Nil accepts any.
	Parse func(Answer) error
}

// Answer is what the provider sent, the body decompressed and whole.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Do sends the request once and returns the answer if it is a success. Every
// error is a *providers.Error. A call without a row in the catalog and a write
// without a matching intent are refused with ErrInternal before anything is
// sent. A write whose outcome cannot be told ends in ErrUnknown.
func (l Line) Do(ctx context.Context, r Request) (Answer, error) {
	c := &call{Line: l.whole(), Request: r}
	return chain(ctx, c)
}

// call is a request on its way through the chain.
type call struct {
	Line
	Request
	row providers.Operation
	// trip tells how far the request got.
	trip trip
}

// send carries a call on. A link makes one of another.
type send func(ctx context.Context, c *call) (Answer, error)

var chain = logged(cataloged(limited(deadlined(judged(transmit)))))

// fault is an error of the call that left the provider untouched.
func (c *call) fault(kind providers.ErrorKind, sentence string, cause error) *providers.Error {
	return &providers.Error{Kind: kind, Op: c.Op, Sentence: sentence, NotSent: true, Cause: cause}
}
