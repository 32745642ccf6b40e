package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/networks"
	"pinfold/web/templates/ui"
)

const showPrivate = "private"

// networks is the list of the addresses, or of the private networks, of all
// accounts that have such things beside their servers.
func (p *panel) networks(c echo.Context) error {
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	list, err := p.networkList(c, accounts)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Networks", "networks")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	if list.Create != "" {
		s.Add, s.AddLabel = list.Create, list.CreateLabel
	}
	return p.render(c, http.StatusOK, networks.ListPage(s, list))
}

// having are the accounts whose provider lists things of the kind.
func (p *panel) having(accounts map[models.ID]models.Account, kind providers.Kind) (ids []models.ID) {
	for _, a := range sortedAccounts(accounts) {
		vendor, _ := p.Fleet.Vendor(a.Provider)
		if slices.ContainsFunc(sourcesOf(vendor), func(s providers.Source) bool { return slices.Contains(s.Kinds, kind) }) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// besideQuery reads what the list is asked for from its address.
func besideQuery(c echo.Context, kind providers.Kind, among []models.ID) (models.BesideQuery, int) {
	values, number := c.QueryParams(), pageNumber(c)
	q := models.BesideQuery{
		Kind: kind, Among: among, Text: cut(strings.TrimSpace(values.Get("q")), 200), Accounts: idsOf(few(values["account"])),
		Locations: filled(few(values["location"])), Sort: values.Get("sort"), Offset: (number - 1) * pageSize, Limit: pageSize,
	}
	if kind == providers.KindAddress {
		q.Assigned = values.Get("assigned")
	}
	return q, number
}

func (p *panel) networkList(c echo.Context, accounts map[models.ID]models.Account) (networks.List, error) {
	ctx, scope, address := c.Request().Context(), scopeOf(c), newListAddress(c)
	kind, other := providers.KindAddress, providers.KindNetwork
	private := c.QueryParam("show") == showPrivate
	if private {
		kind, other = other, kind
	}
	among := p.having(accounts, kind)
	q, number := besideQuery(c, kind, among)
	page, err := scope.Beside(ctx, q)
	if err != nil {
		return networks.List{}, err
	}
	others, err := scope.CountBeside(ctx, models.BesideQuery{Kind: other, Among: p.having(accounts, other)})
	if err != nil {
		return networks.List{}, err
	}
	known, err := p.atlas(c, sortedAccounts(accounts))
	if err != nil {
		return networks.List{}, err
	}
	list := networks.List{
		Private: private, NoAccounts: len(among) == 0, ClearHref: pageOf(kind).list, Tabs: networkTabs(private, page.Total, others, address.filtered()),
		Search:  ui.Search{Name: "q", Value: q.Text, Placeholder: "Name, address, range", Label: "Search", Target: "#network-list", URL: "/networks"},
		Filters: p.networkFilters(address, q, page.Locations, known), Sorts: networkSorts(address, private), Hidden: address.hidden("q", "page"),
		Pages: pagesOf(address, number, int64(len(page.Rows)), page.Total), NoneFit: page.Total == 0 && address.filtered(),
	}
	list.Unconnected, list.MayConnect = len(accounts) == 0, scope.May(access.ManageAccounts)
	if scope.May(access.CreateServers) && !list.NoAccounts {
		list.Create, list.CreateLabel = "/"+plural(kind)+"/new", "Create "+pageOf(kind).one
	}
	list.Rows, err = p.networkRows(c, page.Rows, known)
	return list, err
}

// networkTabs lead from one list to the other. The count of a list that is
// filtered is not that of the whole one.
func networkTabs(private bool, shown, others int64, filtered bool) []ui.Tab {
	tabs := []ui.Tab{{Label: "Addresses", Href: "/networks", Current: !private}, {Label: "Private networks", Href: "/networks?show=" + showPrivate, Current: private}}
	here, there := 0, 1
	if private {
		here, there = 1, 0
	}
	tabs[there].Count = ui.NumberText(others)
	if !filtered {
		tabs[here].Count = ui.NumberText(shown)
	}
	return tabs
}

func networkSorts(a listAddress, private bool) ui.Sorts {
	if private {
		return a.sorts("name", "Name", "range", "Range", "servers", "Servers", "account", "Account", "location", "Location")
	}
	return a.sorts("name", "Address", "title", "Name", "server", "Server", "account", "Account", "location", "Location")
}

// networkFilters are the checklists of the list. One with a single thing to
// tick is left out.
func (p *panel) networkFilters(a listAddress, q models.BesideQuery, locations []string, known atlas) []ui.Filter {
	assigned, account, location := filterOf(a, "assigned", "Assigned"), filterOf(a, "account", "Account"), filterOf(a, "location", "Location")
	if q.Kind == providers.KindAddress {
		tick(&assigned, "yes", "Assigned", -1, q.Assigned == "yes")
		tick(&assigned, "no", "Not assigned", -1, q.Assigned == "no")
	}
	for _, id := range q.Among {
		one := known.accounts[id]
		vendor, _ := p.Fleet.Vendor(one.Provider)
		tick(&account, strconv.FormatInt(int64(id), 10), vendor.Name+" "+one.Label, -1, slices.Contains(q.Accounts, id))
	}
	for _, id := range locations {
		tick(&location, id, known.location(id), -1, slices.Contains(q.Locations, id))
	}
	return slices.DeleteFunc([]ui.Filter{assigned, account, location}, func(f ui.Filter) bool {
		return f.Value == "" && len(f.Options) < 2
	})
}
