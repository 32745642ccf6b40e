package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

func playTruncate(s *Sandbox, w http.ResponseWriter, c *call, _ Fault) {
	a := s.execute(c)
	half := len(a.body) / 2
	if half == 0 {
		head := a.rawHead()
		sendRaw(w, head[:len(head)/2], 0)
		return
	}
	// The announced length tells the client that something is missing.
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	a.writeHead(w)
	_, _ = w.Write(a.body[:half])
	_ = http.NewResponseController(w).Flush()
	cut()
}

func playDrip(s *Sandbox, w http.ResponseWriter, c *call, f Fault) {
	if f.Delay == 0 {
		f.Delay = time.Second
	}
	a := s.execute(c)
	if len(a.body) == 0 {
		sendRaw(w, a.rawHead(), f.Delay)
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	a.writeHead(w)
	for i := range a.body {
		if _, err := w.Write(a.body[i : i+1]); err != nil {
			return
		}
		if http.NewResponseController(w).Flush() != nil || !pause(c.req.Context(), f.Delay) {
			return
		}
	}
}

// rawHead spells out an answer without a body, for faults within the head.
func (a answer) rawHead() string {
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", a.status, http.StatusText(a.status))
	_ = a.header.Write(&b)
	b.WriteString("Connection: close\r\n\r\n")
	return b.String()
}

// sendRaw writes bytes past net/http, one per interval unless that is 0, and
// closes the connection.
func sendRaw(w http.ResponseWriter, text string, interval time.Duration) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		cut()
	}
	defer conn.Close()
	if interval == 0 {
		_, _ = conn.Write([]byte(text))
		return
	}
	for i := range len(text) {
		if _, err := conn.Write([]byte{text[i]}); err != nil {
			return
		}
		time.Sleep(interval)
	}
}
