package handlers

import (
	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/search"
)

// offerItem is an action on a target. It opens its dialog.
func offerItem(t actions.Target, o actions.Offer) search.Item {
	item := search.Item{
		Name: o.Action.Words.Label + " " + t.Name(), Detail: t.Vendor.Name + " " + t.Account.Label, Icon: o.Action.Words.Icon,
		Href: actionURL(t, o.Action.Name), Dialog: !o.Action.Creates(), Danger: o.Action.Worst == actions.Destructive,
	}
	if t.Resource == nil {
		item.Name, item.Detail = o.Action.Words.Label, "at "+item.Detail
	}
	if o.Reason != "" {
		item.Href, item.Reason = "", o.Reason
	}
	return item
}

// needing are servers that wait for a person, for the palette that nothing was
// typed in yet.
func (p *panel) needing(c echo.Context, accounts map[models.ID]models.Account) ([]search.Group, error) {
	rows, err := scopeOf(c).NeedingYou(c.Request().Context(), 5)
	if err != nil {
		return nil, err
	}
	items, err := foundView{p: p, c: c, accounts: accounts}.servers(rows)
	return withItems(nil, search.Group{Label: "Needs you", Items: items}), err
}

// places are the pages whose name fits the text; "" fits all.
func (p *panel) places(c echo.Context, accounts map[models.ID]models.Account, text string) []search.Item {
	scope := scopeOf(c)
	var all, fit []search.Item
	for _, one := range layout.Places(c.Request().Context()) {
		all = append(all, search.Item{Name: one.Label, Href: one.Href, Icon: one.Icon, Keys: []string{"G", one.Letter}})
	}
	if scope.May(access.CreateServers) && len(accounts) > 0 {
		all = append(all, search.Item{Name: "Create server", Href: "/servers/new", Icon: "plus"})
	}
	if scope.May(access.ManageAccounts) {
		all = append(all, search.Item{Name: "Connect account", Href: "/accounts/new", Icon: "plus"})
	}
	for _, item := range all {
		if begins(item.Name, text) {
			fit = append(fit, item)
		}
	}
	return fit
}

// withItems adds a group unless it is empty.
func withItems(groups []search.Group, g search.Group) []search.Group {
	if len(g.Items) == 0 {
		return groups
	}
	return append(groups, g)
}
