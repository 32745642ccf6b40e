// Package search draws what a search found: in the palette, and on the page
// that stands for it without script.
package search

import (
	"context"
	"strings"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/servers"
)

// URL is where the search is.
const URL = "/search"

// Found is the answer to a search.
type Found struct {
	// Text is what was searched for, "" for nothing yet.
	Text string
	// Sought is the part of it that things were looked for with.
	Sought string
	Groups []Group
}

// Group is what was found of one kind.
type Group struct {
	Label string
	Items []Item
	// More tells of what is not shown; MoreURL leads there, "" if nothing does.
	More, MoreURL string
}

// Item is one line: a thing, an action or a page.
type Item struct {
	// Href is "" for what cannot be done now; Reason says why.
	Href, Reason string
	Icon         string
	// Code and Provider are the provider's mark, in place of the icon.
	Code, Provider string
	// Name is text of others; with Mark, what was searched for is marked in it.
	Name, Detail string
	Mark         bool
	// Locked is whose lock is on it and why, "" for none.
	Locked string
	State  *servers.State
	// Dialog opens the link in the dialog.
	Dialog bool
	Danger bool
	Keys   []string
}

// marked is a name around the part that was searched for.
type marked struct{ before, match, after string }

// marked finds the text in the name. Where lower case has other lengths,
// nothing is marked.
func (i Item) marked(text string) marked {
	name, lower := i.Name, strings.ToLower(i.Name)
	at := strings.Index(lower, strings.ToLower(text))
	if !i.Mark || text == "" || at < 0 || len(lower) != len(name) || len(text) != len(strings.ToLower(text)) {
		return marked{before: name}
	}
	end := at + len(text)
	return marked{name[:at], name[at:end], name[end:]}
}

func (f Found) empty() bool { return len(f.Groups) == 0 }

// said tells a reader what was found.
func (f Found) said(ctx context.Context) string {
	lines := 0
	for _, g := range f.Groups {
		lines += len(g.Items)
	}
	if lines == 0 {
		return i18n.T(ctx, "Nothing matches “{text}”.", "text", f.Text)
	}
	return i18n.N(ctx, lines, "{n} line", "{n} lines")
}
