package sso

import (
	"io"
	"net/http"
	"time"
)

// How long one call and all calls of one step may take, and how much of an
// answer is read.
const (
	callWithin = 10 * time.Second
	stepWithin = 15 * time.Second
	mostBody   = 1 << 20
)

// newHTTP follows no redirect: it would carry the client's secret along.
func newHTTP(transport http.RoundTripper) *http.Client {
	if transport == nil {
		transport = http.DefaultTransport
	}
	return &http.Client{
		Transport:     bounded{transport},
		Timeout:       callWithin,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// bounded cuts answers off that no issuer would give.
type bounded struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = limited{io.LimitReader(answer.Body, mostBody), answer.Body}
	return answer, nil
}

type limited struct {
	io.Reader
	io.Closer
}
