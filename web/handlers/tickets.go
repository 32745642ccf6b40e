package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/tickets"
	"pinfold/web/templates/ui"
)

// tickets is the inbox over all accounts whose provider has tickets.
func (p *panel) tickets(c echo.Context) error {
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	list, err := p.ticketList(c, accounts)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Tickets", "tickets")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	if list.NewURL != "" {
		s.Add, s.AddLabel = list.NewURL, "New ticket"
	}
	return p.render(c, http.StatusOK, tickets.ListPage(s, list))
}

func ticketQuery(c echo.Context) (models.TicketQuery, int) {
	values, number := c.QueryParams(), pageNumber(c)
	q := models.TicketQuery{Words: few(values["state"]), Text: cut(strings.TrimSpace(values.Get("q")), 200), Accounts: idsOf(few(values["account"])),
		Offset: (number - 1) * pageSize, Limit: pageSize}
	if show := values.Get("show"); show == models.TicketsNew || show == models.TicketsClosed {
		q.Show = show
	}
	return q, number
}

func (p *panel) ticketList(c echo.Context, accounts map[models.ID]models.Account) (tickets.List, error) {
	ctx, scope, address := c.Request().Context(), scopeOf(c), newListAddress(c)
	with := p.having(accounts, providers.KindTicket)
	q, number := ticketQuery(c)
	rows, total, err := scope.Tickets(ctx, q)
	if err != nil {
		return tickets.List{}, err
	}
	list := tickets.List{
		NoDesk: len(with) == 0, NoAccounts: len(accounts) == 0, MayConnect: scope.May(access.ManageAccounts), Show: q.Show,
		Search: ui.Search{Name: "q", Value: q.Text, Placeholder: "Subject, number", Label: "Search tickets", Target: "#ticket-list", URL: "/tickets"},
		Hidden: address.hidden("q", "page"),
		Pages:  pagesOf(address, number, int64(len(rows)), total), NoneFit: total == 0 && address.filtered(),
		ClearHref: "/tickets" + map[bool]string{true: "?show=" + q.Show}[q.Show != ""], Elsewhere: p.otherDesks(accounts),
	}
	list.With, _ = p.byDesk()
	if list.Filters, err = p.ticketFilters(c, address, q, with, accounts); err != nil {
		return list, err
	}
	if scope.May(actions.TicketCreate.Needs) && !list.NoDesk {
		list.NewURL = "/tickets/new"
	}
	if list.Tabs, err = p.ticketTabs(c, q.Show); err != nil {
		return list, err
	}
	list.Rows, err = p.ticketRows(c, rows, accounts)
	return list, err
}

func (p *panel) ticketTabs(c echo.Context, show string) (tabs []ui.Tab, err error) {
	for _, one := range []ui.Tab{
		{Label: "Open", Href: "/tickets"}, {Label: "New", Href: "/tickets?show=new"}, {Label: "Closed", Href: "/tickets?show=closed"},
	} {
		_, shelf, _ := strings.Cut(one.Href, "=")
		n, err := scopeOf(c).CountTickets(c.Request().Context(), models.TicketQuery{Show: shelf})
		if err != nil {
			return nil, err
		}
		one.Count, one.Current = ui.NumberText(n), shelf == show
		tabs = append(tabs, one)
	}
	return tabs, nil
}

// ticketFilters has the providers' words for the state and the accounts to
// choose from, if there are several.
func (p *panel) ticketFilters(c echo.Context, a listAddress, q models.TicketQuery, with []models.ID, accounts map[models.ID]models.Account) (all []ui.Filter, err error) {
	words, err := scopeOf(c).TicketWords(c.Request().Context())
	if err != nil {
		return nil, err
	}
	state := filterOf(a, "state", "State")
	for _, word := range words {
		tick(&state, word, word, -1, slices.Contains(q.Words, word))
	}
	if state.Value != "" || len(words) > 1 {
		all = append(all, state)
	}
	account := filterOf(a, "account", "Account")
	for _, id := range with {
		vendor, _ := p.Fleet.Vendor(accounts[id].Provider)
		tick(&account, strconv.FormatInt(int64(id), 10), vendor.Name+" "+accounts[id].Label, -1, slices.Contains(q.Accounts, id))
	}
	if account.Value != "" || len(account.Options) > 1 {
		all = append(all, account)
	}
	return all, nil
}

// byDesk names the providers whose API has tickets, and the others.
func (p *panel) byDesk() (with, without string) {
	var has, others []string
	for _, v := range p.Vendors {
		if actions.TicketCreate.Lacking(actions.Target{Vendor: v}) == "" {
			has = append(has, v.Name)
		} else {
			others = append(others, v.Name)
		}
	}
	return andText(has), andText(others)
}

// otherDesks are the accounts whose provider takes tickets on its own pages
// only, each provider once.
func (p *panel) otherDesks(accounts map[models.ID]models.Account) (others []tickets.Desk) {
	for _, a := range sortedAccounts(accounts) {
		t := p.targetOf(a, nil)
		known := slices.ContainsFunc(others, func(d tickets.Desk) bool { return d.Provider == t.Vendor.Name })
		if known || actions.TicketCreate.Lacking(t) == "" {
			continue
		}
		desk := tickets.Desk{Provider: t.Vendor.Name}
		// An API's own host has no pages for people; its domain has.
		if home := providerHome(t); home != nil {
			home.Host = strings.TrimPrefix(home.Host, "api.")
			desk.Href, desk.Host = home.String(), home.Host
		}
		others = append(others, desk)
	}
	return others
}
