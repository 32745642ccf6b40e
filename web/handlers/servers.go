package handlers

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// pageSize is how many rows a list shows at once.
const pageSize = 50

// servers is the list of all servers.
func (p *panel) servers(c echo.Context) error {
	if id := c.QueryParam("view"); id != "" {
		return p.openView(c, id)
	}
	q, number := serverQuery(c.QueryParams())
	page, err := scopeOf(c).Servers(c.Request().Context(), q)
	if err != nil {
		return err
	}
	list, err := p.serverList(c, q, number, page)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Servers", "servers")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	if list.MayCreate {
		s.Add, s.AddLabel = "/servers/new", "Create server"
	}
	return p.render(c, http.StatusOK, servers.ListPage(s, list))
}

// serverQuery reads what a list is asked for from its address.
func serverQuery(values url.Values) (models.ServerQuery, int) {
	number, err := strconv.Atoi(values.Get("page"))
	if err != nil || number < 1 || number > 100_000 {
		number = 1
	}
	return models.ServerQuery{
		Text: cut(strings.TrimSpace(values.Get("q")), 200), State: values.Get("state"),
		Providers: slugsOf(few(values["provider"])), Accounts: idsOf(few(values["account"])),
		Locations: filled(few(values["location"])), Tags: filled(few(values["tag"])),
		Sort: values.Get("sort"), Offset: (number - 1) * pageSize, Limit: pageSize,
	}, number
}

// few bounds the values of one filter: the database takes so many only.
func few(values []string) []string { return values[:min(len(values), 200)] }

func filled(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(value string) bool { return value == "" })
}

func (p *panel) serverList(c echo.Context, q models.ServerQuery, number int, page models.ServerPage) (servers.List, error) {
	ctx, scope, address := c.Request().Context(), scopeOf(c), newListAddress(c)
	atlas, err := p.atlas(c, page.Accounts)
	if err != nil {
		return servers.List{}, err
	}
	list := servers.List{
		Tabs: stateTabs(address, q, page.Counts), Hidden: address.hidden("q", "page"),
		Search: ui.Search{Name: "q", Value: q.Text, Placeholder: "Name, address, system, tag", Label: "Search servers",
			Target: "#server-list", URL: "/servers"},
		Filters: p.serverFilters(address, q, page.Fits, atlas), Query: address.values.Encode(),
		Pages:     pagesOf(address, number, int64(len(page.Rows)), page.Total),
		MayCreate: scope.May(access.CreateServers) && len(page.Accounts) > 0, MayConnect: scope.May(access.ManageAccounts),
		NoAccounts: len(page.Accounts) == 0, NoneFit: page.Total == 0 && address.filtered(),
		Fit: fitText(p.fitWords(q, atlas)), ClearHref: "/servers", CSVURL: "/servers.csv" + query(address.values),
		Selection: selectionBar(scope.Role, address, page.Total),
	}
	list.Trouble, list.MoreTrouble = p.troubles(ctx, atlas.accounts)
	if err := p.look(c, &list); err != nil {
		return list, err
	}
	list.Sorts = serverSorts(address, list.Columns)
	if err := p.viewsOf(c, &list, address); err != nil {
		return list, err
	}
	list.Rows, err = p.serverRows(c, page.Rows, atlas)
	return list, err
}

// atlas knows what accounts and their locations are called.
type atlas struct {
	accounts  map[models.ID]models.Account
	locations map[models.ID]map[string]string
}

func (p *panel) atlas(c echo.Context, accounts []models.Account) (atlas, error) {
	known := atlas{accounts: make(map[models.ID]models.Account, len(accounts))}
	for _, a := range accounts {
		known.accounts[a.ID] = a
	}
	var err error
	known.locations, err = scopeOf(c).LocationNames(c.Request().Context())
	return known, err
}

// place is the name of where a resource is.
func (a atlas) place(r models.Resource) string {
	return cmp.Or(a.locations[r.AccountID][r.Location], r.Location)
}

// location is the name of a location, whoever's it is.
func (a atlas) location(id string) string {
	for _, account := range sortedAccounts(a.accounts) {
		if name := a.locations[account.ID][id]; name != "" {
			return name
		}
	}
	return id
}

func (p *panel) accountsByID(c echo.Context) (map[models.ID]models.Account, error) {
	accounts, err := scopeOf(c).Accounts(c.Request().Context())
	byID := make(map[models.ID]models.Account, len(accounts))
	for _, a := range accounts {
		byID[a.ID] = a
	}
	return byID, err
}

// query writes values as a query, "" for none.
func query(values url.Values) string {
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}
