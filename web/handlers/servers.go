package handlers

import (
	"net/http"
	"net/url"
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
	q, number := serverQuery(c)
	page, err := scopeOf(c).Servers(c.Request().Context(), q)
	if err != nil {
		return err
	}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	list, err := p.serverList(c, q, number, page, accounts)
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

func serverQuery(c echo.Context) (models.ServerQuery, int) {
	number, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || number < 1 || number > 100_000 {
		number = 1
	}
	return models.ServerQuery{
		Text: cut(strings.TrimSpace(c.QueryParam("q")), 200), State: c.QueryParam("state"),
		Providers: slugsOf(c.QueryParams()["provider"]), Accounts: idsOf(c.QueryParams()["account"]),
		Sort: c.QueryParam("sort"), Offset: (number - 1) * pageSize, Limit: pageSize,
	}, number
}

func (p *panel) serverList(c echo.Context, q models.ServerQuery, number int, page models.ServerPage, accounts map[models.ID]models.Account) (servers.List, error) {
	scope := scopeOf(c)
	address := newListAddress(c)
	list := servers.List{
		Tabs: stateTabs(address, q, page.Counts), Sorts: serverSorts(address, q.Sort), Hidden: address.hidden("q", "page"),
		Search: ui.Search{Name: "q", Value: q.Text, Placeholder: "Name, address, system", Label: "Search servers",
			Target: "#server-list", URL: "/servers"},
		Filters:   p.serverFilters(address, q, accounts),
		Pages:     pagesOf(address, number, int64(len(page.Rows)), page.Total),
		MayCreate: scope.May(access.CreateServers) && len(accounts) > 0, MayConnect: scope.May(access.ManageAccounts),
		NoAccounts: len(accounts) == 0, NoneFit: page.Total == 0 && address.filtered(),
		Fit: p.fitText(q, accounts), ClearHref: "/servers", Selection: selectionBar(scope.Role), CSVURL: "/servers.csv" + query(address.values),
	}
	list.Trouble, list.MoreTrouble = p.troubles(c.Request().Context(), accounts)
	rows, err := p.serverRows(c, page.Rows, accounts)
	list.Rows = rows
	return list, err
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
