package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/providers"
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
		view.Choices = append(view.Choices, waysTo(action, p.targetOf(account, nil), scopeOf(c).Role)...)
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

// waysTo are the actions on an account that lead to a thing: the creation, and
// for a server also an order. Where there is none, the reason why nothing is
// created stands there.
func waysTo(create actions.Action, t actions.Target, role access.Role) (ways []servers.Choice) {
	for _, o := range actions.Offers(t, role) {
		if leadsTo(create, o.Action) && o.Action.Lacking(t) == "" {
			ways = append(ways, creationChoice(create, t, o))
		}
	}
	if o, ok := create.Offer(t, role); ok && len(ways) == 0 {
		ways = append(ways, creationChoice(create, t, o))
	}
	return ways
}

func creationChoice(create actions.Action, t actions.Target, o actions.Offer) servers.Choice {
	way := servers.Choice{Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
		Href: actionURL(t, o.Action.Name), Reason: o.Reason}
	if o.Action.Makes != create.Makes {
		way.Note = o.Action.Words.Label
	}
	return way
}

func leadsTo(create, a actions.Action) bool {
	return a.Name == create.Name || create.Makes == providers.KindServer && a.Makes == providers.KindOrder && a.Creates()
}
