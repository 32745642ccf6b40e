package alerts

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"pinfold/internal/providers/wire"
)

// Failure says in words why a message was not taken. It holds no address and no
// secret.
type Failure struct {
	Sentence string
	// Wait is how long the receiver asked to be left alone.
	Wait time.Duration
}

// Error implements error.
func (f *Failure) Error() string { return f.Sentence }

func failed(sentence string) error { return &Failure{Sentence: sentence} }

// sentenceOf is the sentence of a failure, "" for none.
func sentenceOf(err error) string {
	var f *Failure
	switch {
	case err == nil:
		return ""
	case errors.As(err, &f):
		return f.Sentence
	}
	return "The panel could not send it. The log says why."
}

// unreached says why a connection to host failed. The errors of net/http and
// net hold addresses, and with them secrets; these sentences do not.
func unreached(host string, err error) error {
	var dns *net.DNSError
	var wrong x509.HostnameError
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var timeout net.Error
	switch {
	case errors.Is(err, wire.ErrAddress):
		return failed("The panel does not send to " + host + ": it is a private address or an unusual port. The operator of the panel may allow it with PANEL_ALLOW_ALERTS.")
	case errors.As(err, &dns) && dns.IsNotFound:
		return failed("There is no host " + host + ".")
	case errors.As(err, &dns):
		return failed("The name " + host + " could not be looked up.")
	case errors.As(err, &wrong):
		return failed("The certificate of " + host + " is for another name.")
	case errors.As(err, &unknown):
		return failed("The certificate of " + host + " is from nobody whom the panel trusts.")
	case errors.As(err, &invalid):
		return failed("The certificate of " + host + " is not valid. It may have expired.")
	case errors.As(err, &record):
		return failed(host + " does not speak TLS on this port.")
	case errors.Is(err, syscall.ECONNREFUSED):
		return failed(host + " refused the connection.")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.As(err, &timeout) && timeout.Timeout():
		return failed(host + " did not answer in time.")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return failed(host + " closed the connection without an answer.")
	}
	return failed("The connection to " + host + " failed.")
}

// quoted is what a receiver said, without what is secret.
func quoted(said string, secrets ...string) string {
	for _, s := range secrets {
		if len(s) > 3 {
			said = strings.ReplaceAll(said, s, "…")
		}
	}
	if said = plain(strings.ReplaceAll(said, "\"", ""), 160); said == "" {
		return ""
	}
	return ": \"" + said + "\""
}
