package actions

import (
	"context"
	"encoding/json"
	"html"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// longestReply is what the panel takes; the document names no bound.
const longestReply = 10_000

// TicketReply adds a message to a ticket (CLO-34). Each call adds another one,
// so it is sent once. The lock keeps two replies to one ticket apart.
var TicketReply = Define(Spec[providers.TicketReplier]{
	Name:  "ticket.reply",
	Words: Words{Label: "Reply", Of: "Reply to", Button: "Send reply", Doing: "Answering", Done: "Answered", Icon: "mail", Group: GroupChange},
	On:    providers.KindTicket, Needs: access.OperateServers, Worst: Disruptive, Keeps: "text",
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-34"},
	Form: func(providers.TicketReplier, Target) form.Form {
		return form.Form{Fields: []form.Field{{Name: "text", Label: "Reply", Kind: form.TextArea, MaxLength: longestReply,
			Help: "At most 10,000 characters.", Check: notBlank}}}
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{{Disturbing, "The support of " + t.Vendor.Name + " gets it at once. It cannot be taken back."}}}
	},
	Do: replyTicket,
})

func notBlank(text string) string {
	if strings.TrimSpace(text) == "" {
		return "Enter a text."
	}
	return ""
}

func replyTicket(ctx context.Context, r *Run, c providers.TicketReplier) error {
	text := models.PlainLines(r.Input["text"])
	once := Once[created, []string]{
		Step: "reply", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) ([]string, error) {
			item, err := c.Ticket(ctx, r.Ref())
			var ids []string
			for _, e := range entriesOf(item) {
				ids = append(ids, e.ID)
			}
			return ids, err
		},
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			return created{}, nil, c.Reply(ctx, r.Ref(), text)
		},
		Find: func(ctx context.Context, before []string) ([]created, error) {
			item, err := c.Ticket(ctx, r.Ref())
			var found []created
			for _, e := range newEntries(item, before) {
				if e.Mine && sameText(e.Text, text) {
					found = append(found, created{ID: e.ID})
				}
			}
			return found, err
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	before, err := r.snapshot(ctx, "reply")
	if err != nil {
		return err
	}
	return r.Until(ctx, "reply", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		item, err := c.Ticket(ctx, r.Ref())
		if err != nil || len(newEntries(item, before)) == 0 {
			return false, err
		}
		return true, r.store(ctx, item)
	})
}

// snapshot is the list of ids that a step recorded before it was sent.
func (r *Run) snapshot(ctx context.Context, step string) (ids []string, err error) {
	row, _, err := r.Lease.Journal(ctx, step)
	if err == nil {
		err = json.Unmarshal(row.Before, &ids)
	}
	return ids, err
}

func entriesOf(item providers.Observation) []providers.TicketEntry {
	thread, _ := item.Gauges.(providers.TicketThread)
	return thread.Entries
}

func newEntries(item providers.Observation, before []string) []providers.TicketEntry {
	return slices.DeleteFunc(slices.Clone(entriesOf(item)), func(e providers.TicketEntry) bool {
		return e.ID == "" || slices.Contains(before, e.ID)
	})
}

// sameText compares what was sent with what the provider shows, which may have
// other spaces and escaped markup.
func sameText(a, b string) bool {
	plain := func(s string) string { return strings.Join(strings.Fields(html.UnescapeString(s)), " ") }
	return plain(a) == plain(b)
}
