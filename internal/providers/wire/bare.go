package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
)

// Plain is a cause whose text was written in the panel and holds nothing of a
// request or an answer. The log shows it as it is.
type Plain string

// Error implements error.
func (p Plain) Error() string { return string(p) }

// known are the causes of others that say something and are as harmless.
var known = []error{context.Canceled, context.DeadlineExceeded, io.ErrUnexpectedEOF, io.EOF}

// bare returns a cause fit for the log. Errors of net/http and net/url print
// the address with the credentials in it, or pieces of what was received, so
// only what is recognized is kept, and else the type alone.
func bare(err error) error {
	if err == nil {
		return nil
	}
	var plain Plain
	if errors.As(err, &plain) {
		return plain
	}
	for _, cause := range known {
		if errors.Is(err, cause) {
			return cause
		}
	}
	return ofNetwork(err)
}

func ofNetwork(err error) error {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return fmt.Errorf("DNS: %s: %s", dns.Name, dns.Err)
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return number
	}
	var certificate *tls.CertificateVerificationError
	if errors.As(err, &certificate) {
		return fmt.Errorf("TLS: %w", certificate.Err)
	}
	var network net.Error
	if errors.As(err, &network) && network.Timeout() {
		return Plain("network timeout")
	}
	return fmt.Errorf("error of type %T", innermost(err))
}

func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
