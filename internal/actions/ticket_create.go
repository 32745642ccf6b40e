package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// TicketCreate opens a ticket (CLO-33). Each call opens another one and does
// not tell which, so it is sent once and looked for in the list.
var TicketCreate = Define(Spec[providers.TicketDesk]{
	Name:  "ticket.create",
	Words: Words{Label: "New ticket", Of: "Open ticket", Button: "Open ticket", Doing: "Opening", Done: "Opened", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindTicket,
	Uses:  []providers.Kind{providers.KindServer},
	Needs: access.OperateServers, Worst: Safe, Keeps: "text",
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-33"},
	Form: func(c providers.TicketDesk, t Target) form.Form {
		f := c.TicketForm(t.Known)
		for i, field := range f.Fields {
			if field.Name == "text" {
				f.Fields[i].Check = notBlank
			}
		}
		return f
	},
	Plan: func(t Target, in form.Values) Plan {
		plan := Plan{Title: "New ticket", Consequences: []Consequence{
			{Disturbing, "The support of " + t.Vendor.Name + " gets it at once. It cannot be taken back."},
		}}
		if in["vip"] != "" {
			plan.Cost = "VIP support may cost. " + noPrice(t)
		}
		return plan
	},
	Do: openTicket,
})

func openTicket(ctx context.Context, r *Run, c providers.TicketDesk) error {
	in := form.Join(r.Input)
	in["text"] = models.PlainLines(in["text"])
	once := Once[created, []string]{
		Step: "open", Op: r.Write(), Showing: r.Action.Words.Doing,
		Alone: fmt.Sprintf("account-%d/ticket/%s", r.Lease.Operation.AccountID, strings.ToLower(in["subject"])),
		Before: func(ctx context.Context) ([]string, error) {
			all, err := c.Tickets(ctx)
			return idsOf(all), err
		},
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			return created{}, nil, c.OpenTicket(ctx, in)
		},
		Find: func(ctx context.Context, before []string) (found []created, err error) {
			fits, _, err := openedSince(ctx, c, before, in["subject"])
			for _, o := range fits {
				found = append(found, created{ID: o.ID})
			}
			return found, err
		},
	}
	answer, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	before, err := r.snapshot(ctx, "open")
	if err != nil {
		return err
	}
	return r.untilRead(ctx, "open", func(ctx context.Context) (providers.Observation, error) {
		id := answer.ID
		if id == "" {
			fits, all, err := openedSince(ctx, c, before, in["subject"])
			if len(fits) == 0 && len(all) == 1 {
				fits = all // The only new one: the provider changed its subject.
			}
			if err == nil && len(fits) == 0 {
				err = notListed
			}
			if err != nil {
				return providers.Observation{}, err
			}
			id = fits[len(fits)-1].ID
		}
		return c.Ticket(ctx, providers.Ref{ID: id})
	})
}

// notListed says that the list does not show a new ticket yet.
var notListed = &providers.Error{Kind: providers.ErrNotFound, Sentence: "The list does not show it yet."}

// openedSince are the tickets of the subject that are not in the snapshot, and
// all that are not.
func openedSince(ctx context.Context, c providers.TicketDesk, before []string, subject string) (fits, all []providers.Observation, err error) {
	all, err = c.Tickets(ctx)
	all = slices.DeleteFunc(all, func(o providers.Observation) bool { return slices.Contains(before, o.ID) })
	for _, o := range all {
		if sameText(o.Name, subject) {
			fits = append(fits, o)
		}
	}
	return fits, all, err
}
