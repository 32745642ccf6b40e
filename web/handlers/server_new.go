package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/web/templates/servers"
)

// newServer, newAddress and newNetwork begin a creation.
func (p *panel) newServer(c echo.Context) error  { return p.newThing(c, actions.ServerCreate) }
func (p *panel) newAddress(c echo.Context) error { return p.newThing(c, actions.AddressCreate) }
func (p *panel) newNetwork(c echo.Context) error { return p.newThing(c, actions.NetworkCreate) }

// newThing lets a person choose the account of a creation, unless there is but
// one.
func (p *panel) newThing(c echo.Context, action actions.Action) error {
	if !scopeOf(c).May(action.Needs) {
		return forbidden("Your role does not allow this. Ask an owner for the role Operator.")
	}
	accounts, err := scopeOf(c).Accounts(c.Request().Context())
	if err != nil {
		return err
	}
	page := pageOf(action.Makes)
	view := servers.Create{Title: action.Words.Label, Up: page.many, UpURL: page.list}
	for _, account := range accounts {
		t := p.targetOf(account, nil)
		offer, _ := action.Offer(t, scopeOf(c).Role)
		view.Choices = append(view.Choices, servers.Choice{Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: account.Label,
			Href: actionURL(t, action.Name), Reason: offer.Reason})
	}
	if len(view.Choices) == 1 && view.Choices[0].Reason == "" {
		return c.Redirect(http.StatusSeeOther, view.Choices[0].Href)
	}
	s, err := p.shell(c, view.Title, page.section)
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = page.list, page.many
	return p.render(c, http.StatusOK, servers.CreatePage(s, view))
}
