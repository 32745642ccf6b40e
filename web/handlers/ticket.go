package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/tickets"
	"pinfold/web/templates/ui"
)

// newTicket begins a ticket.
func (p *panel) newTicket(c echo.Context) error { return p.newThing(c, actions.TicketCreate) }

// ticket is the page of one ticket: what was said, and a reply.
func (p *panel) ticket(c echo.Context) error {
	t, err := p.target(c, providers.KindTicket, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.showTicket(c, t, nil)
}

// thread reads what was said in a ticket if that is due, and shows it.
func (p *panel) thread(c echo.Context) error {
	return p.readThread(c, func(ctx context.Context, t actions.Target) error {
		check, err := scopeOf(c).ReadThread(ctx, *t.Resource)
		if err != nil || !p.Fleet.ThreadDue(t.Account, *t.Resource, check) {
			return err
		}
		return p.Fleet.ReadTicket(providers.WithPriority(ctx, providers.Background), t.Account, *t.Resource)
	})
}

// refreshTicket reads a ticket because a person asks.
func (p *panel) refreshTicket(c echo.Context) error {
	return p.readThread(c, func(ctx context.Context, t actions.Target) error {
		return p.Fleet.ReadTicket(ctx, t.Account, *t.Resource)
	})
}

func (p *panel) readThread(c echo.Context, read func(ctx context.Context, t actions.Target) error) error {
	id := idOf(c.Param("id"))
	t, err := p.target(c, providers.KindTicket, id)
	if err != nil {
		return err
	}
	failed := read(c.Request().Context(), t)
	var known *providers.Error
	if failed != nil && !errors.As(failed, &known) {
		return failed
	}
	if c.Request().Method == http.MethodPost && !inDialog(c) && failed == nil {
		return c.Redirect(http.StatusSeeOther, resourceURL(providers.KindTicket, id))
	}
	if t, err = p.target(c, providers.KindTicket, id); err != nil {
		return err
	}
	return p.showTicket(c, t, &reading{failed})
}

// reading is the outcome of a reading that was just tried.
type reading struct{ failed error }

func (p *panel) showTicket(c echo.Context, t actions.Target, read *reading) error {
	page, err := p.ticketPage(c, t)
	if err != nil {
		return err
	}
	if read != nil { // It was read just now, or cannot be.
		page.Due = false
		if read.failed != nil {
			page.Trouble = providers.Sentence(read.failed)
		}
	}
	if inDialog(c) && read != nil {
		return p.render(c, http.StatusOK, tickets.Ticket(page))
	}
	s, err := p.shell(c, page.Subject, "tickets")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/tickets", "Tickets"
	return p.render(c, http.StatusOK, tickets.TicketPage(s, page))
}

// keepDraft keeps what somebody types as a reply.
func (p *panel) keepDraft(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	r, err := scope.Resource(ctx, providers.KindTicket, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if !scope.May(actions.TicketReply.Needs) {
		return forbidden("You may read this ticket, not reply to it. Ask an owner for the role Operator.")
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	text := sent.Get("text")
	if utf8.RuneCountInString(text) > models.DraftMost {
		return echo.NewHTTPError(http.StatusUnprocessableEntity,
			fmt.Sprintf("A draft has up to %s characters. Nothing was saved.", ui.NumberText(models.DraftMost)))
	}
	if err := scope.SaveDraft(ctx, actions.TicketReply.Name, r, text); err != nil {
		return err
	}
	if inDialog(c) {
		draft, err := scope.Draft(ctx, actions.TicketReply.Name, r)
		if err != nil {
			return err
		}
		return p.render(c, http.StatusOK, tickets.Kept(draft.At))
	}
	p.Bus.Publish(feed.Event{Team: int64(r.TeamID), Account: int64(r.AccountID), Kind: string(r.Kind), ID: int64(r.ID)})
	return p.done(c, resourceURL(r.Kind, r.ID)+"#reply", ui.Notice{Kind: ui.OK, Title: "The draft is kept", Text: "It is on this panel. Only you see it."})
}
