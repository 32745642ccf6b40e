// Package tickets draws the inbox of tickets and a single ticket.
package tickets

import (
	"context"
	"sort"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// List is the inbox.
type List struct {
	Tabs    []ui.Tab
	Rows    []Row
	Search  ui.Search
	Filters []ui.Filter
	Hidden  map[string]string
	Pages   ui.Pages
	// Show is the shelf: "", "new" or "closed".
	Show string
	// NewURL leads to a new ticket, "" where nobody may.
	NewURL string
	// With names the providers whose API has tickets.
	With string
	// NoDesk says that no account has tickets, NoAccounts that there is none.
	NoDesk, NoAccounts, MayConnect bool
	// NoneFit says that the filters leave none; ClearHref drops them.
	NoneFit   bool
	ClearHref string
	// Elsewhere are providers of connected accounts that take tickets on their
	// own pages only.
	Elsewhere []Desk
}

// Desk is a provider's own place for tickets. Href is "" where it is not known.
type Desk struct{ Provider, Href, Host string }

// Row is one ticket.
type Row struct {
	ID, Href, Subject, Number string
	New, VIP, Draft, Closed   bool
	Section                   string
	// Word is the provider's own word for the state, Lang its language.
	Word, Lang              string
	Code, Provider, Account string
	Server, ServerHref      string
	// Last is the newest text that was read, LastBy who wrote it.
	Last, LastBy string
	// Asked is the price of a work that waits for an answer.
	Asked string
	// At is when the newest text came, else when the ticket was opened.
	At      time.Time
	Checked time.Time
	Old     bool
}

// Page is one ticket.
type Page struct {
	Row
	URL, AccountURL, Currency string
	Entries                   []Entry
	// ReadAt is when the texts were last read, zero if never. Due lets the page
	// read them; Trouble says why that failed.
	ReadAt  time.Time
	Due     bool
	Trouble string
	Gone    time.Time
	// ServerEdit says which server it is about, "" for who may not.
	ServerEdit string
	// Reply is nil for who may not reply.
	Reply *Reply
	// Sent is the last reply as long as it is not in the ticket.
	Sent *Sent
	Live []string
}

// Entry is a message, a file or a paid work.
type Entry struct {
	ID       string
	At       time.Time
	Author   string
	Mine     bool
	File     bool
	FirstNew bool
	Text     string
	Work     *Work
}

// Work is a paid work with its price and what was answered.
type Work struct {
	Hours, Cost, Done string
	Kind              ui.Kind
	Word              string
}

// open reports whether the provider waits for an answer.
func (w Work) open() bool { return w.Kind == ui.Waiting }

func (w Work) edge() string {
	if w.open() {
		return "border-edge-warn"
	}
	return ""
}

// Reply is the form of a reply, with the draft that was kept.
type Reply struct {
	URL, DraftURL, FormID string
	Text                  string
	KeptAt                time.Time
	// Reason says why nothing can be sent now.
	Reason string
	// Canned are the team's replies, filled in for this ticket.
	Canned []CannedChoice
}

// CannedChoice is a reply that can be put into the text.
type CannedChoice struct{ Title, Text, Href string }

// Canned is the page of the team's canned replies.
type Canned struct {
	Rows []CannedRow
	May  bool
}

// CannedRow is one canned reply.
type CannedRow struct {
	Title, Text, By    string
	At                 time.Time
	EditURL, RemoveURL string
}

// Sent is a reply on its way.
type Sent struct {
	Href, Text, By  string
	At              time.Time
	Kind            ui.Kind
	Word, Detail    string
	Failed, Unknown bool
	// Kept says that the text stands in the reply's form.
	Kept bool
}

type field struct{ Name, Value string }

// hidden are the fields in an order that does not change.
func (l List) hidden() []field {
	fields := make([]field, 0, len(l.Hidden))
	for name, value := range l.Hidden {
		fields = append(fields, field{name, value})
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i].Name < fields[j].Name })
	return fields
}

// who is the author as it is shown.
func (e Entry) who(p Page) string {
	if e.Author != "" {
		return e.Author
	}
	return p.Provider
}

// loads makes an element read the ticket and take the answer's place.
func (p Page) loads(ctx context.Context) ui.Attrs {
	return ui.Join(fetches(ctx, "hx-get", p.URL+"/thread"), ui.Attrs{"hx-trigger": "load"})
}

func fetches(ctx context.Context, method, url string) ui.Attrs {
	return ui.HX(ctx, method, url, "hx-target", "#ticket-page", "hx-select", "#ticket-page", "hx-swap", "outerMorph",
		"hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none")
}

// keeps sends what is typed to be kept as a draft.
func (r Reply) keeps(ctx context.Context) ui.Attrs {
	return ui.HX(ctx, "hx-post", r.DraftURL, "hx-trigger", "input changed delay:800ms", "hx-target", "#draft-kept",
		"hx-swap", "outerHTML", "hx-sync", "this:replace", "hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none")
}

func hours(ctx context.Context, n string) string {
	if n == "" {
		return i18n.T(ctx, "time not told")
	}
	return n + " h"
}
