package sandbox

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
)

const (
	oversizedBytes = 10 << 20
	bombMembers    = 256 // of 1 MB each when inflated
)

// challengePage stands for the page that a bot filter puts before an API.
const challengePage = `<!DOCTYPE html>
<html><head><title>Checking your browser</title>
<script>window.location.reload()</script></head>
<body><h1>One moment, please</h1><p>Access is being verified.</p></body></html>
`

func playGarbage(_ *Sandbox, w http.ResponseWriter, _ *call, _ Fault) {
	send(w, "application/json; charset=UTF-8", []byte("{\"servers\":[\x00\x9f\x92 SQLSTATE[HY000] {{"))
}

func playHTML(_ *Sandbox, w http.ResponseWriter, _ *call, _ Fault) {
	send(w, "text/html; charset=UTF-8", []byte(challengePage))
}

func playEmpty(_ *Sandbox, w http.ResponseWriter, _ *call, _ Fault) {
	send(w, "application/json; charset=UTF-8", nil)
}

// playOversized sends well-formed JSON, which only a cap on size refuses.
func playOversized(_ *Sandbox, w http.ResponseWriter, _ *call, _ Fault) {
	send(w, "application/json; charset=UTF-8",
		[]byte(`{"padding":"`+strings.Repeat("a", oversizedBytes)+`"}`))
}

func playGzipBomb(_ *Sandbox, w http.ResponseWriter, _ *call, _ Fault) {
	// Set whether or not the client accepts it, as a hostile server would.
	w.Header().Set("Content-Encoding", "gzip")
	send(w, "application/json; charset=UTF-8", bytes.Repeat(bombMember(), bombMembers))
}

// bombMember is a compressed megabyte of blanks: a JSON parser reads on and
// on through them. Members of a gzip stream may be repeated, so one is enough.
var bombMember = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(bytes.Repeat([]byte(" "), 1<<20))
	_ = z.Close()
	return b.Bytes()
})

func send(w http.ResponseWriter, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(body)
}
