package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
)

// Attrs are further attributes of an element.
type Attrs = templ.Attributes

// HX returns htmx attributes, given as pairs of name and value, with the nonce
// of the answer. Without the nonce the page's htmx ignores them, which is what
// keeps injected markup from acting.
func HX(ctx context.Context, pairs ...string) Attrs {
	attrs := Attrs{"hx-nonce": templ.GetNonce(ctx)}
	for i := 0; i+1 < len(pairs); i += 2 {
		attrs[pairs[i]] = pairs[i+1]
	}
	return attrs
}

// Live makes an element fetch itself again whenever one of the names is heard
// on the event stream. The element needs an id. An empty url stands for the
// page's own address; throttle is for lists.
func Live(url string, throttle time.Duration, names ...string) Attrs {
	attrs := Attrs{"data-live": strings.Join(names, " ")}
	if url != "" {
		attrs["data-live-url"] = url
	}
	if throttle > 0 {
		attrs["data-live-throttle"] = strconv.FormatInt(throttle.Milliseconds(), 10)
	}
	return attrs
}

// InDialog makes a link, or a submit button of a GET form, open its page in
// the dialog. Without script it stays a link.
func InDialog() Attrs {
	return Attrs{"data-dialog": true}
}

// Key makes a single key press the element. It is also told to readers.
func Key(key string) Attrs {
	return Attrs{"data-key": key, "aria-keyshortcuts": key}
}

// Join merges attributes; later ones win.
func Join(sets ...Attrs) Attrs {
	all := Attrs{}
	for _, set := range sets {
		for name, value := range set {
			all[name] = value
		}
	}
	return all
}
