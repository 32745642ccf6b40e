package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
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
		Provider: providers.Slug(c.QueryParam("provider")), Account: idOf(c.QueryParam("account")),
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
		Fit: fitText(q, accounts), ClearHref: "/servers", Selection: selectionBar(scope.Role),
	}
	list.Trouble, list.MoreTrouble = p.troubles(accounts, page)
	rows, err := p.serverRows(c, page.Rows, accounts)
	list.Rows = rows
	return list, err
}

// serverRows are the rows of a list, with the operation that works on each.
func (p *panel) serverRows(c echo.Context, rows []models.Resource, accounts map[models.ID]models.Account) ([]servers.Row, error) {
	ids := make([]models.ID, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	newest, err := scopeOf(c).Newest(c.Request().Context(), ids)
	if err != nil {
		return nil, err
	}
	shown := make([]servers.Row, 0, len(rows))
	for i := range rows {
		t := p.targetOf(accounts[rows[i].AccountID], &rows[i])
		if op, ok := newest[rows[i].ID]; ok {
			t.Busy = &op
		}
		shown = append(shown, p.serverRow(t, scopeOf(c).Role))
	}
	return shown, nil
}

func (p *panel) serverRow(t actions.Target, role access.Role) servers.Row {
	r, facts := *t.Resource, t.Resource.Server()
	old := isOld(p.Store.Now(), t.Account, r)
	row := servers.Row{
		ID: fmt.Sprint(r.ID), Name: t.Name(), Code: t.Vendor.Code, Provider: t.Vendor.Name,
		Account: t.Account.Label, Location: r.Location, State: serverState(r, t.Vendor, t.Busy, old),
		System: facts.System, Size: sizeText(facts), Checked: t.Account.CheckedAt(r), Old: old,
	}
	row.Address, row.More = firstAddress(facts)
	row.Offers = offersOf(t, role)
	var can []string
	for _, o := range row.Offers {
		if o.Reason == "" {
			can = append(can, o.Name)
		}
	}
	row.Can = strings.Join(can, " ")
	return row
}

func firstAddress(facts providers.ServerFacts) (address string, more int) {
	for _, a := range facts.Addresses {
		if address == "" || a.Primary {
			address = a.IP
		}
	}
	return address, max(0, len(facts.Addresses)-1)
}

// sizeText is a server's size in one line: "2 CPU, 2 GB, 20 GB".
func sizeText(f providers.ServerFacts) string {
	var parts []string
	if f.CPU > 0 {
		parts = append(parts, fmt.Sprintf("%d CPU", f.CPU))
	}
	if f.MemoryMB > 0 {
		parts = append(parts, memoryText(f))
	}
	if f.DiskGB > 0 {
		parts = append(parts, ui.DiskText(int64(f.DiskGB)))
	}
	return strings.Join(parts, ", ")
}

func memoryText(f providers.ServerFacts) string {
	text := ui.MemoryText(int64(f.MemoryMB))
	if f.MemoryMaxMB > f.MemoryMB {
		text += " to " + ui.MemoryText(int64(f.MemoryMaxMB))
	}
	return text
}

// offersOf are the actions on a target as its menus show them.
func offersOf(t actions.Target, role access.Role) []servers.Offer {
	var shown []servers.Offer
	for _, o := range actions.Offers(t, role) {
		group := "Power"
		if o.Action.Worst == actions.Destructive {
			group = "Danger"
		}
		shown = append(shown, servers.Offer{
			Name: o.Action.Name, Label: o.Action.Words.Label, Icon: o.Action.Words.Icon, Group: group,
			Href: targetURL(t) + "/actions/" + o.Action.Name, Danger: o.Action.Worst == actions.Destructive, Reason: o.Reason,
		})
	}
	return shown
}

func selectionBar(role access.Role) ui.Selection {
	bar := ui.Selection{ID: "server-selection", Label: "Selected servers"}
	for _, a := range actions.All() {
		if a.Bulk && role.May(a.Needs) {
			bar.Actions = append(bar.Actions, ui.SelectionAction{Name: a.Name, Label: a.Words.Label, Icon: a.Words.Icon,
				Href: "/servers/actions/" + a.Name})
		}
	}
	return bar
}

func (p *panel) accountsByID(c echo.Context) (map[models.ID]models.Account, error) {
	accounts, err := scopeOf(c).Accounts(c.Request().Context())
	byID := make(map[models.ID]models.Account, len(accounts))
	for _, a := range accounts {
		byID[a.ID] = a
	}
	return byID, err
}

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
		offer, _ := actions.ServerCreate.Offer(t, scopeOf(c).Role)
		view.Choices = append(view.Choices, servers.Choice{Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: account.Label,
			Href: targetURL(t) + "/actions/" + actions.ServerCreate.Name, Reason: offer.Reason})
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

// troubles are the notes about accounts that do not answer, three at most.
func (p *panel) troubles(accounts map[models.ID]models.Account, page models.ServerPage) (shown []servers.Trouble, more int) {
	failing := failingAccounts(accounts)
	for i, account := range failing {
		if i == 3 {
			return shown, len(failing) - 3
		}
		shown = append(shown, p.trouble(account))
	}
	return shown, 0
}

func (p *panel) trouble(account models.Account) servers.Trouble {
	vendor, _ := p.Fleet.Vendor(account.Provider)
	href := "/accounts/" + strconv.FormatInt(int64(account.ID), 10)
	return servers.Trouble{Strong: troubleSentence(vendor, account), Rest: "Its servers show what was true then.",
		Next: account.NextRefresh, Account: account.Label, Href: href, RefreshURL: href + "/refresh"}
}

// query writes values as a query, "" for none.
func query(values url.Values) string {
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}
