package handlers

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/feed"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/tickets"
	"pinfold/web/templates/ui"
)

// showBoxOf answers with a box of the tickets' section, in a dialog or as a
// page of its own.
func (p *panel) showBoxOf(c echo.Context, status int, asking ui.Asking, up string, box templ.Component) error {
	if inDialog(c) {
		return p.render(c, status, box)
	}
	s, err := p.shell(c, asking.Title, "tickets")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = asking.Cancel, up
	return p.render(c, status, servers.BoxPage(s, asking.Title, up, asking.Cancel, box))
}

// linkable loads the ticket of the path for who may say which server it is
// about, with the choice.
func (p *panel) linkable(c echo.Context) (actions.Target, form.Form, error) {
	t, err := p.target(c, providers.KindTicket, idOf(c.Param("id")))
	if err != nil {
		return t, form.Form{}, err
	}
	if !scopeOf(c).May(access.OperateServers) {
		return t, form.Form{}, forbidden("You may read this ticket, not change it. Ask an owner for the role Operator.")
	}
	field := form.Field{Name: "server", Label: "Server", Kind: form.Select, Optional: true, Help: "Only this panel keeps it."}
	rows, _, err := scopeOf(c).Things(c.Request().Context(), t.Account.ID, providers.KindServer, 0, 5000)
	for _, r := range rows {
		field.Options = append(field.Options, form.Option{Value: fmt.Sprint(r.ID), Label: r.Name + " (" + r.ExternalID + ")"})
	}
	return t, form.Form{Fields: []form.Field{field}}, err
}

// ticketServerPage asks which server a ticket is about.
func (p *panel) ticketServerPage(c echo.Context) error {
	t, f, err := p.linkable(c)
	if err != nil {
		return err
	}
	about, err := scopeOf(c).TicketServers(c.Request().Context(), []models.Resource{*t.Resource})
	if err != nil {
		return err
	}
	values := form.Values{}
	if server, ok := about[t.Resource.ID]; ok {
		values["server"] = fmt.Sprint(server.ID)
	}
	return p.showTicketServer(c, http.StatusOK, t, f, values, nil)
}

func (p *panel) showTicketServer(c echo.Context, status int, t actions.Target, f form.Form, values form.Values, errs form.Errors) error {
	url := resourceURL(providers.KindTicket, t.ID())
	asking := ui.Asking{Title: "Server of the ticket", Sub: t.Name(), Action: url + "/server", Cancel: url, Submit: "Save server"}
	return p.showBoxOf(c, status, asking, t.Name(), tickets.FormBox(asking, f, values, errs))
}

// ticketServer stores which server a ticket is about.
func (p *panel) ticketServer(c echo.Context) error {
	t, f, err := p.linkable(c)
	if err != nil {
		return err
	}
	values, errs, err := parsed(c, f)
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showTicketServer(c, http.StatusUnprocessableEntity, t, f, values, errs)
	}
	ctx, scope := c.Request().Context(), scopeOf(c)
	var server *models.Resource
	outcome := "about no server"
	if id := idOf(values["server"]); id != 0 {
		found, err := scope.Resource(ctx, providers.KindServer, id)
		if err != nil {
			return err
		}
		server, outcome = &found, "about "+cmp.Or(found.Name, found.ExternalID)
	}
	if err := scope.LinkTicket(ctx, *t.Resource, server, models.Audit{Action: "ticket.server", Outcome: outcome, Address: c.RealIP()}); err != nil {
		return err
	}
	r := *t.Resource
	p.Bus.Publish(feed.Event{Team: int64(r.TeamID), Account: int64(r.AccountID), Kind: string(r.Kind), ID: int64(r.ID)},
		feed.Event{Team: int64(r.TeamID), Account: int64(r.AccountID), Kind: string(r.Kind)})
	return p.done(c, resourceURL(r.Kind, r.ID), ui.Notice{Kind: ui.OK, Title: "The server of the ticket is saved"})
}

// fillCanned puts what is known of a ticket in place of the placeholders. One
// that nothing is known of stays, so that the writer sees it.
func fillCanned(text string, t actions.Target, server *models.Resource, me string) string {
	known := map[string]string{"{subject}": t.Name(), "{number}": t.Resource.ExternalID, "{account}": t.Account.Label,
		"{provider}": t.Vendor.Name, "{me}": me}
	if server != nil {
		known["{server}"] = cmp.Or(server.Name, server.ExternalID)
		known["{address}"] = server.Server().MainAddress()
	}
	var pairs []string
	for name, value := range known {
		if value != "" {
			pairs = append(pairs, name, value)
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// cannedFor offers the team's replies for a ticket, filled in, and puts the one
// that the address asks for behind the draft.
func (p *panel) cannedFor(c echo.Context, t actions.Target, page *tickets.Page) error {
	if page.Reply == nil {
		return nil
	}
	ctx, scope := c.Request().Context(), scopeOf(c)
	rows, err := scope.CannedReplies(ctx)
	if err != nil {
		return err
	}
	about, err := scope.TicketServers(ctx, []models.Resource{*t.Resource})
	if err != nil {
		return err
	}
	var server *models.Resource
	if found, ok := about[t.Resource.ID]; ok {
		server = &found
	}
	me := cmp.Or(p.userNames(c)[scope.User.ID], scope.User.Email)
	for _, r := range rows {
		text := fillCanned(r.Text, t, server, me)
		page.Reply.Canned = append(page.Reply.Canned, tickets.CannedChoice{Title: r.Title, Text: text,
			Href: fmt.Sprintf("%s?canned=%d#reply", page.URL, r.ID)})
		if c.QueryParam("canned") == fmt.Sprint(r.ID) {
			page.Reply.Text = strings.TrimLeft(strings.TrimRight(page.Reply.Text, "\n")+"\n\n"+text, "\n")
		}
	}
	return nil
}
