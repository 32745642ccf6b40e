package wire

import (
	"context"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// ErrAddress is the cause of a dial that was refused because the address is
// private, reserved or on a port other than 80 and 443.
const ErrAddress = Plain("the address is not allowed")

// Transports returns the transport of reads, which keeps connections open, and
// that of writes, which opens one per call, since net/http sends a request a
// second time only on a connection that was used before. Both refuse at the
// dial whatever is not a public address, and go through no proxy. The
// host:port entries of allow, as written in an account's endpoint, are exempt.
func Transports(allow []string) (reads, writes *http.Transport) {
	dial := newDialer(allow, nil)
	reads, writes = transport(dial), transport(dial)
	reads.MaxIdleConnsPerHost = 4
	reads.IdleConnTimeout = 30 * time.Second
	writes.DisableKeepAlives = true
	return reads, writes
}

func transport(dial dialFunc) *http.Transport {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Transport{
		DialContext:            dial,
		Protocols:              protocols,
		DisableCompression:     true,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// Dialer returns a dial function that refuses whatever is not a public address
// on one of the ports, but for the host:port entries of allow.
func Dialer(allow []string, ports ...uint16) func(ctx context.Context, network, address string) (net.Conn, error) {
	return newDialer(allow, nil, ssrf.WithPorts(ports...))
}

// newDialer returns a dial function that checks the address which a name
// resolved to at the moment of the connection. A nil resolver is the system's.
func newDialer(allow []string, resolver *net.Resolver, options ...ssrf.Option) dialFunc {
	guardian := ssrf.New(options...)
	open := &net.Dialer{Timeout: 5 * time.Second, Resolver: resolver}
	guarded := &net.Dialer{Timeout: 5 * time.Second, Resolver: resolver}
	guarded.Control = func(network, address string, conn syscall.RawConn) error {
		if guardian.Safe(network, address, conn) != nil {
			return ErrAddress
		}
		return nil
	}
	exempt := map[string]bool{}
	for _, entry := range allow {
		exempt[strings.ToLower(strings.TrimSpace(entry))] = true
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if exempt[strings.ToLower(address)] {
			return open.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
}
