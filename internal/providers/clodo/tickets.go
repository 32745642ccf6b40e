package clodo

import (
	"context"
	"net/http"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.TicketDesk    = (*Client)(nil)
	_ providers.TicketReplier = (*Client)(nil)
)

// The fields of a new ticket.
const (
	fieldSubject = "subject"
	fieldText    = "text"
	fieldSection = "section"
	fieldVIP     = "vip"
	fieldServer  = "server"
)

// listTickets lists the open tickets (CLO-31). A ticket that is closed is in
// the list no more.
func (c *Client) listTickets(ctx context.Context) (providers.Listing, error) {
	var tickets wire.List[api.Ticket]
	err := c.do(ctx, ask{op: "CLO-31", method: http.MethodGet, path: "/helpdesk/", parse: func(a wire.Answer) error {
		tickets = nil
		if a.Status == http.StatusNoContent {
			return nil
		}
		inner, err := api.Helpdesk(a.Body)
		if err != nil {
			return err
		}
		return wire.Member(inner, "tickets", &tickets)
	}})
	if providers.KindOf(err) == providers.ErrNotFound {
		tickets, err = nil, nil
	}
	return listing(tickets, observeTicket, err)
}

// Tickets implements providers.TicketDesk (CLO-31).
func (c *Client) Tickets(ctx context.Context) ([]providers.Observation, error) {
	listing, err := c.listTickets(ctx)
	if err == nil && !listing.Complete {
		err = &providers.Error{Kind: providers.ErrUnexpected, Op: "CLO-31", Sentence: "Clodo's list of tickets is not complete."}
	}
	return listing.Items, err
}

// Ticket implements providers.TicketReader (CLO-32).
func (c *Client) Ticket(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkTicket("CLO-32", ref); err != nil {
		return providers.Observation{}, err
	}
	var thread api.TicketThread
	err := c.do(ctx, ask{op: "CLO-32", method: http.MethodGet, path: "/helpdesk/" + ref.ID, refusal: refusalOfTicket,
		parse: func(a wire.Answer) error {
			thread = api.TicketThread{}
			inner, err := api.Helpdesk(a.Body)
			if err != nil {
				return err
			}
			if err := wire.JSON(inner, &thread); err != nil {
				return err
			}
			if thread.Ticket.Value.ID.Trim() != ref.ID {
				return wire.Plain("the answer is about another ticket")
			}
			return nil
		}})
	if err != nil {
		return providers.Observation{}, err
	}
	return observeThread(thread), nil
}

// TicketForm implements providers.TicketDesk. The document shows section 1 and
// lists no others.
func (c *Client) TicketForm(known providers.Offerings) form.Form {
	server := form.Field{Name: fieldServer, Label: "Server", Kind: form.Select, Optional: true, Help: "The server that it is about, if any."}
	if known != nil {
		for _, o := range known.Known(providers.KindServer) {
			server.Options = append(server.Options, form.Option{Value: o.ID, Label: o.Name + " (" + o.ID + ")"})
		}
	}
	return form.Form{Fields: []form.Field{
		{Name: fieldSubject, Label: "Subject", Kind: form.Text, MaxLength: 200, Autocomplete: "off"},
		{Name: fieldText, Label: "Text", Kind: form.TextArea, MaxLength: 10_000, Help: "Clodo's support writes Russian."},
		{Name: fieldSection, Label: "Section", Kind: form.Number, Default: "1", Range: &form.Range{Min: 1, Max: 999},
			Help: "Clodo's number of the section. Its document shows 1 and lists no others."},
		server,
		{Name: fieldVIP, Label: "VIP support", Kind: form.Checkbox, Help: "Clodo may charge for it. Its document names no price."},
	}}
}

// OpenTicket implements providers.TicketDesk (CLO-33).
func (c *Client) OpenTicket(ctx context.Context, in form.Values) error {
	server := in[fieldServer]
	if server == "" {
		server = "0"
	}
	vip := "0"
	if in[fieldVIP] != "" {
		vip = "1"
	}
	return c.sendTicket(ctx, "CLO-33", "/helpdesk/", map[string]string{
		"tickets_type": in[fieldSection], "tickets_subj": in[fieldSubject], "tickets_text": in[fieldText],
		"tickets_sla_type": vip, "virtual_mashines_num": server,
	})
}

// Reply implements providers.TicketReplier (CLO-34).
func (c *Client) Reply(ctx context.Context, ref providers.Ref, text string) error {
	if err := checkTicket("CLO-34", ref); err != nil {
		return err
	}
	return c.sendTicket(ctx, "CLO-34", "/helpdesk/"+ref.ID, map[string]string{"text": text})
}

func (c *Client) sendTicket(ctx context.Context, op providers.OpID, path string, values map[string]string) error {
	return c.do(ctx, ask{op: op, method: http.MethodPost, path: path, parse: done, refusal: refusalOfTicket,
		body: map[string]any{"helpdesk": values}})
}

func checkTicket(op providers.OpID, ref providers.Ref) error {
	if checkID(op, ref.ID) == nil {
		return nil
	}
	return &providers.Error{Kind: providers.ErrInvalid, Op: op, NotSent: true,
		Sentence: "This is not the number of a ticket at Clodo. Nothing was sent."}
}

// refusalOfTicket names a ticket that is not there.
func refusalOfTicket(a wire.Answer) (wire.Refusal, bool) {
	r, ok := refusal(a)
	if ok && a.Status == http.StatusNotFound && !strings.Contains(r.Said, "Модуль не найден") {
		r.Sentence = "Clodo does not have this ticket."
	}
	return r, ok
}
