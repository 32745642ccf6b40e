//go:build e2e

package e2e

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
)

// tap stands between a panel and whoever calls it, browsers too, passes every
// byte on, and has what the panel answered written down.
type tap struct {
	listener net.Listener
	to       string
	tape     *tape
}

// newTap listens on an address of its own until the test ends.
func newTap(t testing.TB, to string, tape *tape) *tap {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	p := &tap{listener: listener, to: to, tape: tape}
	go p.accept()
	return p
}

func (p *tap) accept() {
	for {
		conn, err := p.listener.Accept()
		if err != nil {
			return // The test is over.
		}
		go p.pass(conn.(*net.TCPConn))
	}
}

// pass connects a caller. While the panel is down a caller is cut off, as it
// would be by the system.
func (p *tap) pass(caller *net.TCPConn) {
	defer func() { _ = caller.Close() }()
	conn, err := net.Dial("tcp", p.to)
	if err != nil {
		_ = caller.SetLinger(0)
		return
	}
	panel := conn.(*net.TCPConn)
	defer func() { _ = panel.Close() }()
	asked := make(chan *http.Request, 1000)
	go func() {
		defer close(asked)
		readRequests(io.TeeReader(caller, panel), asked)
		_ = panel.CloseWrite() // So that the panel notices who left.
	}()
	p.readAnswers(io.TeeReader(panel, caller), asked)
}

// readRequests tells which answers to expect. What is no HTTP is passed on all
// the same.
func readRequests(from io.Reader, asked chan<- *http.Request) {
	reader := bufio.NewReader(from)
	for {
		request, err := http.ReadRequest(reader)
		if err != nil {
			if !errors.Is(err, io.EOF) {
				asked <- &http.Request{Method: http.MethodGet, RequestURI: "no HTTP"}
			}
			break
		}
		asked <- request
		if _, err := io.Copy(io.Discard, request.Body); err != nil {
			break
		}
	}
	_, _ = io.Copy(io.Discard, reader)
}

// readAnswers writes down all answers of one connection.
func (p *tap) readAnswers(from io.Reader, asked <-chan *http.Request) {
	reader := bufio.NewReader(from)
	defer func() { _, _ = io.Copy(io.Discard, reader) }()
	for {
		if _, err := reader.Peek(1); err != nil {
			return
		}
		request, ok := <-asked
		if !ok {
			return
		}
		answer, err := http.ReadResponse(reader, request)
		for err == nil && answer.StatusCode < 200 {
			answer, err = http.ReadResponse(reader, request)
		}
		if err != nil {
			return
		}
		p.tape.record(request.Method+" "+request.RequestURI, answer)
	}
}
