package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// zones is the list of the zones of all accounts.
func (p *panel) zones(c echo.Context) error {
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	ctx, scope, address := c.Request().Context(), scopeOf(c), newListAddress(c)
	q, number := zoneListQuery(c)
	rows, total, err := scope.Zones(ctx, q)
	if err != nil {
		return err
	}
	list := zones.List{Frame: p.zoneFrame(c, accounts, address, q.Accounts)}
	list.Sorts = address.sorts("name", "Zone", "records", "Records")
	list.Search = ui.Search{Name: "q", Value: q.Text, Placeholder: "Zone, record name or content", Label: "Search all zones", Target: "#zone-list", URL: "/zones"}
	list.Filters = append(list.Filters, roleFilter(address, q.Role))
	list.Pages, list.NoneFit = pagesOf(address, number, int64(len(rows)), total), total == 0 && address.filtered()
	if list.Tabs, err = p.zoneTabs(c, false); err != nil {
		return err
	}
	if list.Rows, err = p.zoneRows(c, rows, accounts, q.Text); err != nil {
		return err
	}
	unsent, err := scope.UnsentZones(ctx)
	if err != nil {
		return err
	}
	list.Unsent = len(unsent)
	s, err := p.shell(c, "DNS", "zones")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	if list.NewURL != "" {
		s.Add, s.AddLabel = list.NewURL, "Add zone"
	}
	return p.render(c, http.StatusOK, zones.ListPage(s, list))
}

// newZone begins a zone.
func (p *panel) newZone(c echo.Context) error { return p.newThing(c, actions.ZoneCreate) }

func zoneListQuery(c echo.Context) (models.ZoneListQuery, int) {
	values, number := c.QueryParams(), pageNumber(c)
	q := models.ZoneListQuery{Text: cut(strings.TrimSpace(values.Get("q")), 200), Accounts: idsOf(few(values["account"])),
		Sort: values.Get("sort"), Offset: (number - 1) * pageSize, Limit: pageSize}
	if role := providers.ZoneRole(values.Get("state")); role == providers.ZoneMaster || role == providers.ZoneSlave {
		q.Role = role
	}
	return q, number
}

func roleFilter(a listAddress, role providers.ZoneRole) ui.Filter {
	kind := filterOf(a, "state", "Kind")
	tick(&kind, string(providers.ZoneMaster), "Master", -1, role == providers.ZoneMaster)
	tick(&kind, string(providers.ZoneSlave), "Slave", -1, role == providers.ZoneSlave)
	return kind
}

// zoneFrame is what the list of zones and that of reverse names share.
func (p *panel) zoneFrame(c echo.Context, accounts map[models.ID]models.Account, address listAddress, chosen []models.ID) zones.Frame {
	with := p.having(accounts, providers.KindZone)
	f := zones.Frame{NoAccounts: len(accounts) == 0, NoDNS: len(with) == 0, MayConnect: scopeOf(c).May(access.ManageAccounts),
		Hidden: address.hidden("q", "page"), ClearHref: c.Request().URL.Path}
	var has, others []string
	for _, v := range p.Vendors {
		connected := slices.ContainsFunc(sortedAccounts(accounts), func(a models.Account) bool { return a.Provider == v.Slug })
		switch lacks := actions.ZoneCreate.Lacking(actions.Target{Vendor: v}) != ""; {
		case !lacks:
			has = append(has, v.Name)
		case connected:
			others = append(others, v.Name)
		}
	}
	f.With, f.Without = andText(has), andText(others)
	if scopeOf(c).May(actions.ZoneCreate.Needs) && !f.NoDNS {
		f.NewURL, f.ManyURL = "/zones/new", "/zones/many"
	}
	account := filterOf(address, "account", "Account")
	for _, id := range with {
		vendor, _ := p.Fleet.Vendor(accounts[id].Provider)
		tick(&account, strconv.FormatInt(int64(id), 10), vendor.Name+" "+accounts[id].Label, -1, slices.Contains(chosen, id))
	}
	if account.Value != "" || len(account.Options) > 1 {
		f.Filters = append(f.Filters, account)
	}
	return f
}

func (p *panel) zoneTabs(c echo.Context, reverse bool) ([]ui.Tab, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	held, err := scope.CountZones(ctx)
	if err != nil {
		return nil, err
	}
	_, names, err := scope.ReverseNames(ctx, models.ReverseQuery{Limit: 1})
	return []ui.Tab{
		{Label: "Zones", Href: "/zones", Count: ui.NumberText(held), Current: !reverse},
		{Label: "Reverse", Href: "/zones/reverse", Count: ui.NumberText(names), Current: reverse},
	}, err
}
