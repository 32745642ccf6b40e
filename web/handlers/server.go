package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// server is the page of one server.
func (p *panel) server(c echo.Context) error {
	t, err := p.target(c, providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	page, err := p.serverPage(c, t)
	if err != nil {
		return err
	}
	s, err := p.shell(c, page.Name, "servers")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/servers", "Servers"
	return p.render(c, http.StatusOK, servers.ServerPage(s, page))
}

func (p *panel) serverPage(c echo.Context, t actions.Target) (servers.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	old := t.Account.IsOld(r, p.Store.Now())
	known, err := p.atlas(c, []models.Account{t.Account})
	if err != nil {
		return servers.Page{}, err
	}
	place := known.place(r)
	page := servers.Page{
		ID: fmt.Sprint(r.ID), Name: t.Name(), State: serverState(r, t.Vendor, t.Busy, old),
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
		AccountURL: fmt.Sprintf("/accounts/%d", t.Account.ID), StatementURL: statementURL(t), Location: place,
		TrailURL: trailURL(c, r.Kind, r.ID), LookOnly: lookOnly(c, access.OperateServers, "server", offersOf(t, scope.Role)...),
		Checked: t.Account.CheckedAt(r), Old: old, Facts: serverFacts(r, place), Usage: usageOf(r.Load()),
		Disks: diskLines(r), Offers: offersOf(t, scope.Role), RefreshURL: fmt.Sprintf("/servers/%d/refresh", r.ID),
		Live: []string{fmt.Sprintf("server-%d", r.ID), fmt.Sprintf("account-%d", t.Account.ID)},
	}
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	if t.Account.Failures > 0 {
		page.Trouble = []servers.Trouble{p.trouble(ctx, t.Account)}
	}
	if scope.May(access.RevealSecrets) {
		page.Secrets = secretLines(r)
	}
	changes, err := scope.Changes(ctx, r.ID, 20)
	if err != nil {
		return page, err
	}
	page.Changes = changeLines(changes)
	if page.Own, err = p.ownOf(c, r); err != nil {
		return page, err
	}
	p.addLock(c, t, &page)
	if err := p.beside(c, t, &page); err != nil {
		return page, err
	}
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: r.ID, Limit: 10})
	page.Runs = p.runLines(c, runs)
	return page, err
}

// beside adds what is read for a server by itself: usage, parts, the record.
func (p *panel) beside(c echo.Context, t actions.Target, page *servers.Page) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	view, err := p.usageView(ctx, scope, t, rangeOf(c.QueryParam("usage")))
	if err != nil {
		return err
	}
	page.Graphs = view.graphs(page.Usage)
	page.NoUsage, page.Record = noUsage(t), p.recordOf(t)
	page.Parts, err = p.serverParts(ctx, scope, t)
	return err
}

// refreshServer makes the account's refresh due now.
func (p *panel) refreshServer(c echo.Context) error {
	r, err := scopeOf(c).Resource(c.Request().Context(), providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.refreshNow(c, r.AccountID, fmt.Sprintf("/servers/%d", r.ID))
}
