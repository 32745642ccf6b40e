//go:build e2e

package e2e

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
)

// tape is what a panel answered, in a file: tests that kill panels have it
// answer some hundred megabytes.
type tape struct {
	mu   sync.Mutex
	file *os.File
	seen map[[sha256.Size]byte]bool
	// answers counts all that were recorded.
	answers int
}

func newTape(t testing.TB) *tape {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "answers"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return &tape{file: file, seen: map[[sha256.Size]byte]bool{}}
}

// reveals are the answers that show a secret because a person asked for it.
// They are the only ones that may.
var reveals = regexp.MustCompile(`^POST (/(servers|tokens|profiles|stores|s3keys)/\d+/secrets/|/operations/\d+/answer$|/settings/alerts/(new(\?\S*)?|channels/\d+/secret)$)|^(GET|POST) /settings/security/app$`)

// downloads are objects of buckets, which belong to a person and are large.
var downloads = regexp.MustCompile(`^GET /buckets/\d+/objects/file`)

// record reads one answer to its end.
func (p *tape) record(what string, answer *http.Response) {
	defer func() { _, _ = io.Copy(io.Discard, answer.Body) }()
	var text bytes.Buffer
	fmt.Fprintf(&text, "\n%s: %s\n", what, answer.Status)
	_ = answer.Header.Write(&text)
	if !downloads.MatchString(what) {
		_, _ = text.ReadFrom(decoded(answer)) // An answer that was cut off is recorded as far as it came.
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers++
	if sum := sha256.Sum256(text.Bytes()); !reveals.MatchString(what) && !p.seen[sum] {
		p.seen[sum] = true
		_, _ = p.file.Write(text.Bytes())
	}
}

// decoded is the body without its compression.
func decoded(answer *http.Response) io.Reader {
	switch answer.Header.Get("Content-Encoding") {
	case "br":
		return brotli.NewReader(answer.Body)
	case "gzip":
		if unzipped, err := gzip.NewReader(answer.Body); err == nil {
			return unzipped
		}
	}
	return answer.Body
}

// read returns all that was recorded.
func (p *tape) read() ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return os.ReadFile(p.file.Name())
}
