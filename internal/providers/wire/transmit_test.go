package wire

import (
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"pinfold/internal/providers"
)

// Case 29: no redirect is followed and no header leaks.
func TestRedirectIsNotFollowed(t *testing.T) {
	leaked := make(chan http.Header, 1)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { leaked <- r.Header }))
	defer elsewhere.Close()
	for _, code := range []int{301, 302, 303, 307, 308} {
		r := newRig(t, func(w http.ResponseWriter, req *http.Request) { http.Redirect(w, req, elsewhere.URL, code) })
		_, err := r.read(t.Context())
		if providers.KindOf(err) != providers.ErrUnexpected {
			t.Errorf("%d, read: %v", code, err)
		}
		_, err = r.write(t.Context())
		if providers.KindOf(err) != providers.ErrUnknown {
			t.Errorf("%d, write: %v", code, err)
		}
	}
	select {
	case header := <-leaked:
		t.Errorf("the other host was called with %v", header)
	default:
	}
}

func TestWriteIsNotRepeatedOnAReusedConnection(t *testing.T) {
	fail := false
	r := newRig(t, func(w http.ResponseWriter, _ *http.Request) {
		if fail {
			panic(http.ErrAbortHandler)
		}
		_, _ = w.Write([]byte(`{}`))
	})
	if _, err := r.write(t.Context()); err != nil {
		t.Fatal(err)
	}
	fail = true
	_, err := r.write(t.Context())
	if providers.KindOf(err) != providers.ErrUnknown || r.hits.Load() != 2 {
		t.Errorf("err %v after %d calls", err, r.hits.Load())
	}
}

// closedPort returns an address on which nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestRefusedDialIsNotSent(t *testing.T) {
	r := newRig(t, status(200, `{}`))
	r.base.Host = closedPort(t)
	reads, writes := Transports([]string{r.base.Host})
	r.line.Kit.Reads, r.line.Kit.Writes = reads, writes
	_, err := r.write(t.Context())
	e := asError(t, err)
	if e.Kind != providers.ErrUnavailable || !e.NotSent || !providers.Refused(err) {
		t.Errorf("got %+v", e)
	}
	if e.Sentence != "Clodo cannot be reached. Nothing was sent." {
		t.Errorf("sentence %q", e.Sentence)
	}
}

type deaf struct{}

func (deaf) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("broke somewhere")
}

func TestTransportWithoutTraceProvesNothing(t *testing.T) {
	r := newRig(t, status(200, `{}`))
	r.line.Kit.Writes = deaf{}
	_, err := r.write(t.Context())
	if e := asError(t, err); e.NotSent || e.Kind != providers.ErrUnknown {
		t.Errorf("got %+v", e)
	}
}

func TestUntrustedCertificateIsNotSent(t *testing.T) {
	server := httptest.NewUnstartedServer(status(200, `{}`))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	r := newRig(t, status(200, `{}`))
	r.base.Scheme, r.base.Host = "https", server.Listener.Addr().String()
	reads, writes := Transports([]string{r.base.Host})
	r.line.Kit.Reads, r.line.Kit.Writes = reads, writes
	_, err := r.write(t.Context())
	e := asError(t, err)
	if !e.NotSent || e.Sentence != "The certificate of Clodo is not trusted. Nothing was sent." {
		t.Errorf("got %+v", e)
	}
}

func TestUnsendableHeader(t *testing.T) {
	r := newRig(t, status(200, `{}`))
	request := Request{Op: "CLO-04", Method: "GET", URL: r.base, Path: "/", Header: http.Header{"X-Auth-Key": {"a\nb"}}}
	_, err := r.line.Do(t.Context(), request)
	if e := asError(t, err); !e.NotSent || e.Kind != providers.ErrInvalid || r.hits.Load() != 0 {
		t.Errorf("got %+v", e)
	}
}
