// Package testmail gives tests a real mail server that keeps what it takes.
// Only tests import it.
package testmail

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// The login that a Box takes.
const (
	Login    = "panel"
	Password = "open sesame"
)

// Options are how a Box differs from one with STARTTLS and a certificate for
// localhost.
type Options struct {
	// NoTLS offers no TLS, Implicit begins with it.
	NoTLS, Implicit bool
	// Name is the name in the certificate.
	Name string
}

// Mail is one message as it was taken.
type Mail struct {
	From string
	To   []string
	Data []byte
}

// Box is a mail server on this machine.
type Box struct {
	// Port is where it listens, at localhost.
	Port string
	// Roots trust its certificate, which PEM holds.
	Roots *x509.CertPool
	PEM   []byte

	mu    sync.Mutex
	mails []Mail
}

// New starts a mail server for the time of the test.
func New(t testing.TB, o Options) *Box {
	t.Helper()
	if o.Name == "" {
		o.Name = "localhost"
	}
	box := &Box{}
	config := box.certify(t, o.Name)
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{box: box}, nil }))
	server.Domain, server.AllowInsecureAuth = "localhost", o.NoTLS
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, box.Port, _ = net.SplitHostPort(listener.Addr().String())
	switch {
	case o.Implicit:
		listener = tls.NewListener(listener, config)
	case !o.NoTLS:
		server.TLSConfig = config
	}
	go func() { _ = server.Serve(listener) }() // It ends with the test.
	t.Cleanup(func() { _ = server.Close() })
	return box
}

// All returns the mails that were taken so far.
func (b *Box) All() []Mail {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Mail(nil), b.mails...)
}
