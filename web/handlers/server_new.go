package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/web/templates/servers"
)

// newServer lets a person choose the account, unless there is but one.
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
		t := p.targetOf(account, nil)
		create := creationIn(t)
		offer, _ := create.Offer(t, scopeOf(c).Role)
		view.Choices = append(view.Choices, servers.Choice{Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: account.Label,
			Href: actionURL(t, create.Name), Reason: offer.Reason})
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

// creationIn is how an account comes to a server: it is created, or ordered
// where the provider knows orders only.
func creationIn(t actions.Target) actions.Action {
	if actions.ServerCreate.Lacking(t) != "" && actions.OrderCreate.Lacking(t) == "" {
		return actions.OrderCreate
	}
	return actions.ServerCreate
}
