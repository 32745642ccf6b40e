//go:build e2e

package e2e

import (
	"fmt"
	"regexp"
	"slices"
	"sync"

	"github.com/playwright-community/playwright-go"
)

// watch collects what no page may cause: errors on the console, among them
// violations of the content security policy, and exceptions that nobody
// caught.
type watch struct {
	mu      sync.Mutex
	seen    []string
	allowed []*regexp.Regexp
}

// refused matches how the console tells of a form that was refused, which is
// an answer like any other.
var refused = regexp.MustCompile(`^Failed to load resource: the server responded with a status of (409|422) `)

// left matches what a page hears that is open, or just being left, as its session
// ends: it asks once more what its navigation shows.
var left = regexp.MustCompile(`status of 401 .*/(nav|events)(\?|:)`)

func newWatch(context playwright.BrowserContext) *watch {
	w := &watch{allowed: []*regexp.Regexp{refused}}
	context.OnConsole(func(m playwright.ConsoleMessage) {
		if m.Type() == "error" {
			w.add(m.Text(), place(m.Location()))
		}
	})
	context.OnWebError(func(e playwright.WebError) {
		w.add("uncaught: "+e.Error().Error(), e.Page().URL())
	})
	return w
}

func place(at *playwright.ConsoleMessageLocation) string {
	if at == nil {
		return "somewhere"
	}
	return fmt.Sprintf("%s:%d", at.URL, at.LineNumber)
}

func (w *watch) add(text, where string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if left.MatchString(text + " " + where) {
		return
	}
	for _, pattern := range w.allowed {
		if pattern.MatchString(text) {
			return
		}
	}
	w.seen = append(w.seen, text+" ("+where+")")
}

// allow lets errors that match pass from now on.
func (w *watch) allow(pattern string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.allowed = append(w.allowed, regexp.MustCompile(pattern))
}

func (w *watch) problems() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.seen)
}
