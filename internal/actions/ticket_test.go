package actions_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// desk is a support with one ticket and a list.
type desk struct {
	entries []providers.TicketEntry
	list    []providers.Observation
	sends   int
	sendErr error
}

func (d *desk) Ticket(_ context.Context, ref providers.Ref) (providers.Observation, error) {
	return providers.Observation{Kind: providers.KindTicket, ID: ref.ID, Gauges: providers.TicketThread{Entries: d.entries}}, nil
}

func (d *desk) Tickets(context.Context) ([]providers.Observation, error) {
	return slices.Clone(d.list), nil
}
func (d *desk) TicketForm(providers.Offerings) form.Form { return form.Form{} }

func (d *desk) OpenTicket(context.Context, form.Values) error {
	d.sends++
	return d.sendErr
}

func (d *desk) Reply(context.Context, providers.Ref, string) error {
	d.sends++
	return d.sendErr
}

func (r *rig) ask(a actions.Action, d *desk) (*actions.Run, error) {
	r.t.Helper()
	run := r.run()
	run.Action, run.Input = a, form.Values{"text": "a\r\n<b> & c", "subject": "links", "section": "1"}
	run.Observe = func(context.Context, providers.Observation) (models.ID, error) { return r.server.ID, nil }
	return run, a.Do(ctx, run, d)
}

// said is a message of the account's own side.
func said(id, text string) providers.TicketEntry {
	return providers.TicketEntry{ID: id, Mine: true, Text: text}
}

func TestLostReplyIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		after []providers.TicketEntry
		found int
	}{
		"shown with other spaces":     {[]providers.TicketEntry{said("2", "a <b>  & c")}, 1},
		"shown escaped":               {[]providers.TicketEntry{said("2", "a &lt;b&gt; &amp; c")}, 1},
		"the old one":                 {nil, 0},
		"another text":                {[]providers.TicketEntry{said("2", "a")}, 0},
		"quoted by an operator":       {[]providers.TicketEntry{{ID: "2", Text: "a <b> & c"}}, 0},
		"sent from elsewhere as well": {[]providers.TicketEntry{said("2", "a <b> & c"), said("3", "a <b> & c")}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			d := &desk{entries: []providers.TicketEntry{said("", "opening"), said("1", "a <b> & c")}, sendErr: errLost}
			if _, err := r.ask(actions.TicketReply, d); !is[*actions.Snooze](err) {
				t.Fatalf("after the send: %v", err)
			}
			d.entries = append(d.entries, c.after...)
			_, err := r.ask(actions.TicketReply, d)
			if d.sends != 1 || (err == nil) != (c.found == 1) || is[*actions.Doubt](err) != (c.found > 1) {
				t.Errorf("%v, sent %d times", err, d.sends)
			}
			if c.found == 0 {
				r.Clock.Add(5 * time.Minute)
				r.lease = r.Claimed(t, r.op, "later")
				if _, err := r.ask(actions.TicketReply, d); !is[*actions.Doubt](err) || d.sends != 1 {
					t.Errorf("in the end: %v, sent %d times", err, d.sends)
				}
			}
		})
	}
}

func TestOpenedTicketIsFound(t *testing.T) {
	listed := func(id, subject string) providers.Observation {
		return providers.Observation{Kind: providers.KindTicket, ID: id, Name: subject}
	}
	for name, c := range map[string]struct {
		lost  bool
		after []providers.Observation
		done  bool
		doubt bool
	}{
		"listed":                   {false, []providers.Observation{listed("2", "links")}, true, false},
		"listed under other words": {false, []providers.Observation{listed("2", "[web] links")}, true, false},
		"not yet":                  {false, nil, false, false},
		"lost and listed":          {true, []providers.Observation{listed("2", "links"), listed("3", "other")}, true, false},
		"lost under other words":   {true, []providers.Observation{listed("2", "other")}, false, false},
		"lost and two":             {true, []providers.Observation{listed("2", "links"), listed("3", "links")}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			d := &desk{list: []providers.Observation{listed("1", "links")}}
			if c.lost {
				d.sendErr = errLost
			}
			if _, err := r.ask(actions.TicketCreate, d); !is[*actions.Snooze](err) {
				t.Fatalf("after the send: %v", err)
			}
			d.list = append(d.list, c.after...)
			_, err := r.ask(actions.TicketCreate, d)
			if d.sends != 1 || (err == nil) != c.done || is[*actions.Doubt](err) != c.doubt {
				t.Errorf("%v, sent %d times", err, d.sends)
			}
		})
	}
}
