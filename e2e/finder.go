//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"sync"
)

// finder looks for many words at once: by their first bytes, then whole.
type finder struct {
	words map[[shortest]byte][][]byte
	// first marks the two bytes that a word may begin with.
	first [1 << 16]bool
}

func newFinder(values []string) *finder {
	f := &finder{words: map[[shortest]byte][][]byte{}}
	known := map[string]bool{}
	for _, value := range values {
		if len(value) < shortest {
			continue
		}
		for _, form := range forms(value) {
			if len(form) < shortest || known[form] {
				continue
			}
			known[form] = true
			begin := [shortest]byte([]byte(form)[:shortest])
			f.words[begin] = append(f.words[begin], []byte(form))
			f.first[int(form[0])<<8|int(form[1])] = true
		}
	}
	return f
}

// in returns what stands around the words that are found, a few at most.
func (f *finder) in(data []byte) (leaks []string) {
	for i := 0; i+shortest <= len(data) && len(leaks) < 5; i++ {
		if !f.first[int(data[i])<<8|int(data[i+1])] {
			continue
		}
		for _, word := range f.words[[shortest]byte(data[i:i+shortest])] {
			if bytes.HasPrefix(data[i:], word) {
				leaks = append(leaks, around(data, i, len(word)))
				break
			}
		}
	}
	return leaks
}

// around is the heading of the answer that a word was found in, and what stands
// before the word.
func around(data []byte, at, length int) string {
	heading := ""
	for _, method := range []string{"\nGET /", "\nPOST /", "\nHEAD /"} {
		if begin := bytes.LastIndex(data[:at], []byte(method)); begin >= 0 {
			line, _, _ := bytes.Cut(data[begin+1:], []byte("\n"))
			heading = max(heading, fmt.Sprintf("%010d %s", begin, line))
		}
	}
	return fmt.Sprintf("%q (in %q)", data[max(0, at-150):at+length], heading)
}

// canaries counts over the whole run, so that a search that finds nothing to
// search for is not taken for a good one.
var canaries canaryCount

type canaryCount struct {
	mu              sync.Mutex
	values, answers int
}

func (c *canaryCount) count(values, answers int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values += values
	c.answers += answers
}

// wrong says what the search lacked, "" if nothing.
func (c *canaryCount) wrong() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.values < 100 || c.answers < 1000 {
		return fmt.Sprintf("The search for secrets had %d values and %d answers in the whole run.", c.values, c.answers)
	}
	return ""
}
