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
	"pinfold/web/templates/storage"
	"pinfold/web/templates/ui"
)

// storage is the list of the stores and buckets of all accounts.
func (p *panel) storage(c echo.Context) error {
	list, err := p.storageList(c)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Storage", "storage")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	return p.render(c, http.StatusOK, storage.ListPage(s, list))
}

// newBucket and newStore begin a creation.
func (p *panel) newBucket(c echo.Context) error { return p.newThing(c, actions.BucketCreate) }
func (p *panel) newStore(c echo.Context) error  { return p.newThing(c, actions.StoreCreate) }

func (p *panel) storageList(c echo.Context) (storage.List, error) {
	ctx, scope, address, number := c.Request().Context(), scopeOf(c), newListAddress(c), pageNumber(c)
	accounts, err := p.accountsByID(c)
	if err != nil {
		return storage.List{}, err
	}
	values := c.QueryParams()
	q := models.StorageQuery{Text: cut(strings.TrimSpace(values.Get("q")), 200), Accounts: idsOf(few(values["account"])),
		Sort: values.Get("sort"), Offset: (number - 1) * pageSize, Limit: pageSize}
	rows, total, err := scope.Storage(ctx, q)
	if err != nil {
		return storage.List{}, err
	}
	with := p.having(accounts, providers.KindStorage)
	list := storage.List{
		NoAccounts: len(accounts) == 0, NoStorage: len(with) == 0, MayConnect: scope.May(access.ManageAccounts),
		Search: ui.Search{Name: "q", Value: q.Text, Placeholder: "Name", Label: "Search storage", Target: "#storage-list", URL: "/storage"},
		Sorts: address.sorts("name", "Name", "state", "State", "size", "Size", "objects", "Objects", "account", "Account",
			"billing", "Billing account", "created", "Created", "checked", "Checked"),
		Filters: p.storageFilters(address, q, with, accounts), Hidden: address.hidden("q", "page"), ClearHref: "/storage",
		Pages: pagesOf(address, number, int64(len(rows)), total), NoneFit: total == 0 && address.filtered(),
	}
	list.With, list.Without = p.byStorage()
	if scope.May(access.ManageStorage) {
		list.Create = p.storageCreations(accounts)
	}
	list.Rows, err = p.storageRows(c, rows, accounts)
	return list, err
}

// storageCreations are what can be made in one of the accounts.
func (p *panel) storageCreations(accounts map[models.ID]models.Account) (ways []storage.Way) {
	for _, way := range []struct {
		action actions.Action
		href   string
	}{{actions.BucketCreate, "/buckets/new"}, {actions.StoreCreate, "/stores/new"}} {
		able := func(a models.Account) bool { return way.action.Lacking(p.targetOf(a, nil)) == "" }
		if slices.ContainsFunc(sortedAccounts(accounts), able) {
			ways = append(ways, storage.Way{Label: way.action.Words.Label, Href: way.href})
		}
	}
	return ways
}

// storageFilters has the accounts to choose from, if there are several.
func (p *panel) storageFilters(a listAddress, q models.StorageQuery, with []models.ID, accounts map[models.ID]models.Account) []ui.Filter {
	account := filterOf(a, "account", "Account")
	for _, id := range with {
		vendor, _ := p.Fleet.Vendor(accounts[id].Provider)
		tick(&account, strconv.FormatInt(int64(id), 10), vendor.Name+" "+accounts[id].Label, -1, slices.Contains(q.Accounts, id))
	}
	if account.Value == "" && len(account.Options) < 2 {
		return nil
	}
	return []ui.Filter{account}
}

// byStorage names the providers whose API has storage, and the others.
func (p *panel) byStorage() (with, without string) {
	var has, others []string
	for _, v := range p.Vendors {
		if slices.ContainsFunc(sourcesOf(v), func(s providers.Source) bool { return slices.Contains(s.Kinds, providers.KindStorage) }) {
			has = append(has, v.Name)
		} else {
			others = append(others, v.Name)
		}
	}
	return andText(has), andText(others)
}
