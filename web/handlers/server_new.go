package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// newServer lets a person choose the account, unless there is but one way.
func (p *panel) newServer(c echo.Context) error {
	if !scopeOf(c).May(access.CreateServers) {
		return forbidden("Your role does not allow this. Ask an owner for the role Operator.")
	}
	accounts, err := scopeOf(c).Accounts(c.Request().Context())
	if err != nil {
		return err
	}
	var view servers.Create
	for _, account := range accounts {
		view.Choices = append(view.Choices, waysToServer(p.targetOf(account, nil), scopeOf(c).Role)...)
	}
	if len(view.Choices) == 1 && view.Choices[0].Reason == "" {
		return c.Redirect(http.StatusSeeOther, view.Choices[0].Href)
	}
	s, err := p.shell(c, "Create server", "servers")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/servers", "Servers"
	return p.render(c, http.StatusOK, servers.CreatePage(s, view))
}

// waysToServer are the actions on an account that lead to a server: a creation
// or an order. Where there is none, the reason why nothing is created stands
// there.
func waysToServer(t actions.Target, role access.Role) (ways []servers.Choice) {
	choice := func(o actions.Offer) servers.Choice {
		one := servers.Choice{Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
			Href: actionURL(t, o.Action.Name), Reason: o.Reason}
		if o.Action.Makes != providers.KindServer {
			one.Note = o.Action.Words.Label
		}
		return one
	}
	for _, o := range actions.Offers(t, role) {
		if leadsToServer(o.Action) && o.Action.Lacking(t) == "" {
			ways = append(ways, choice(o))
		}
	}
	if o, ok := actions.ServerCreate.Offer(t, role); ok && len(ways) == 0 {
		ways = append(ways, choice(o))
	}
	return ways
}

func leadsToServer(a actions.Action) bool {
	return a.Creates() && (a.Makes == providers.KindServer || a.Makes == providers.KindOrder)
}
