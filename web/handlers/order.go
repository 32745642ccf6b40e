package handlers

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/orders"
	"pinfold/web/templates/servers"
)

// order is the page of one order.
func (p *panel) order(c echo.Context) error {
	t, err := p.target(c, providers.KindOrder, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	page, err := p.orderPage(c, t)
	if err != nil {
		return err
	}
	s, err := p.shell(c, page.Name, pageOf(providers.KindOrder).section)
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/servers", "Servers"
	return p.render(c, http.StatusOK, orders.OrderPage(s, page))
}

func (p *panel) orderPage(c echo.Context, t actions.Target) (orders.Page, error) {
	r, scope := *t.Resource, scopeOf(c)
	page := orders.Page{
		Name: t.Name(), Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label, AccountURL: accountURL(t.Account.ID),
		Checked: t.Account.CheckedAt(r), Old: t.Account.IsOld(r, p.Store.Now()), Offers: offersOf(t, scope.Role),
		RefreshURL: resourceURL(r.Kind, r.ID) + "/refresh",
		Live:       []string{fmt.Sprintf("order-%d", r.ID), fmt.Sprintf("account-%d", t.Account.ID)},
	}
	page.Kind, page.Word = orderState(t)
	page.Title = says(t.Vendor, r)
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	server, err := p.madeOf(c, r)
	if err != nil {
		return page, err
	}
	page.Steps = orderSteps(t, page, server)
	page.Rest, err = p.orderRest(c, t)
	return page, err
}

// madeOf is the server that an order became, nil while there is none.
func (p *panel) madeOf(c echo.Context, r models.Resource) (*models.Resource, error) {
	server, err := scopeOf(c).ResourceByRef(c.Request().Context(), r.AccountID, providers.KindServer, r.Ref())
	if errors.Is(err, models.ErrNotFound) || err == nil && server.GoneAt != nil {
		return nil, nil
	}
	return &server, err
}

// orderRest is what stands on the page as on a server's: facts and history.
func (p *panel) orderRest(c echo.Context, t actions.Target) (servers.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	changes, err := scope.Changes(ctx, r.ID, 20)
	if err != nil {
		return servers.Page{}, err
	}
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: r.ID, Limit: 10})
	return servers.Page{Facts: orderFacts(t, runs), Changes: changeLines(changes), Runs: p.runLines(c, runs)}, err
}

// refreshOrder makes the account's refresh due now: a payment shows then.
func (p *panel) refreshOrder(c echo.Context) error {
	r, err := scopeOf(c).Resource(c.Request().Context(), providers.KindOrder, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.refreshNow(c, r.AccountID, resourceURL(r.Kind, r.ID))
}
