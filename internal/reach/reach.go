// Package reach says in words why another machine could not be reached. The
// errors of net and net/http hold addresses, and with them secrets; these
// sentences do not.
package reach

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"syscall"
)

// Why says why a connection to host failed.
func Why(host string, err error) string {
	if sentence := whyName(host, err); sentence != "" {
		return sentence
	}
	if sentence := whyTLS(host, err); sentence != "" {
		return sentence
	}
	var timeout net.Error
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return host + " refused the connection."
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.As(err, &timeout) && timeout.Timeout():
		return host + " did not answer in time."
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return host + " closed the connection without an answer."
	}
	return "The connection to " + host + " failed."
}

func whyName(host string, err error) string {
	var dns *net.DNSError
	switch {
	case !errors.As(err, &dns):
		return ""
	case dns.IsNotFound:
		return "There is no host " + host + "."
	}
	return "The name " + host + " could not be looked up."
}

func whyTLS(host string, err error) string {
	switch {
	case errors.As(err, new(x509.HostnameError)):
		return "The certificate of " + host + " is for another name."
	case errors.As(err, new(x509.UnknownAuthorityError)):
		return "The certificate of " + host + " is from nobody whom the panel trusts."
	case errors.As(err, new(x509.CertificateInvalidError)):
		return "The certificate of " + host + " is not valid. It may have expired."
	case errors.As(err, new(tls.RecordHeaderError)):
		return host + " does not speak TLS on this port."
	}
	return ""
}
