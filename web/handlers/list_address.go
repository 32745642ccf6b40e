package handlers

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// listAddress is the address of a list, which holds its whole state.
type listAddress struct {
	path   string
	values url.Values
}

// listFields are what a list's address may hold.
var listFields = []string{"q", "state", "provider", "account", "sort", "page"}

func newListAddress(c echo.Context) listAddress {
	a := listAddress{path: c.Request().URL.Path, values: url.Values{}}
	for _, name := range listFields {
		if value := c.QueryParam(name); value != "" {
			a.values.Set(name, value)
		}
	}
	return a
}

// with is the address with some fields changed; "" drops one. It leads to the
// first page unless the page itself is given.
func (a listAddress) with(pairs ...string) string {
	values := url.Values{}
	for name, list := range a.values {
		values[name] = list
	}
	values.Del("page")
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Del(pairs[i])
		if pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	return a.path + query(values)
}

// hidden are the fields that a form keeps beside those it has itself.
func (a listAddress) hidden(but ...string) map[string]string {
	kept := map[string]string{}
	for name := range a.values {
		if !slices.Contains(but, name) && name != "provider" && name != "account" {
			kept[name] = a.values.Get(name)
		}
	}
	return kept
}

func (a listAddress) filtered() bool {
	return a.values.Get("q") != "" || a.values.Get("state") != "" || a.values.Get("provider") != "" || a.values.Get("account") != ""
}

func pagesOf(a listAddress, number int, shown, total int64) ui.Pages {
	first := int64(number-1)*pageSize + 1
	if shown == 0 {
		first = 0
	}
	pages := ui.Pages{From: first, To: max(0, first+shown-1), Total: total}
	if number > 1 {
		pages.Prev = a.with("page", strconv.Itoa(number-1))
	}
	if pages.To < total && shown > 0 {
		pages.Next = a.with("page", strconv.Itoa(number+1))
	}
	return pages
}

// stateTabs are the states to filter by; those without a server are left out,
// unless one is chosen.
func stateTabs(a listAddress, q models.ServerQuery, counts map[string]int64) []ui.Tab {
	tabs := []ui.Tab{{Label: "All", Href: a.with("state", ""), Count: ui.NumberText(counts[""]), Current: q.State == ""}}
	for _, t := range []struct {
		key, label string
		kind       ui.Kind
	}{
		{"attention", "Needs you", ui.Unknown},
		{"working", "Working", ui.Working},
		{"running", "Running", ui.Running},
		{"stopped", "Stopped", ui.Stopped},
		{"suspended", "Suspended", ui.Suspended},
	} {
		if counts[t.key] == 0 && q.State != t.key {
			continue
		}
		tabs = append(tabs, ui.Tab{Label: t.label, Kind: t.kind, Href: a.with("state", t.key),
			Count: ui.NumberText(counts[t.key]), Current: q.State == t.key})
	}
	return tabs
}

// serverSorts are the heads of the columns: the next click turns the order.
func serverSorts(a listAddress, sort string) map[string]servers.Sort {
	sorts := map[string]servers.Sort{}
	for _, column := range []string{"name", "state", "checked"} {
		s := servers.Sort{Href: a.with("sort", column)}
		switch sort {
		case column:
			s.Dir, s.Href = "ascending", a.with("sort", "-"+column)
		case "-" + column:
			s.Dir, s.Href = "descending", a.with("sort", "")
		}
		sorts[column] = s
	}
	return sorts
}

func (p *panel) serverFilters(a listAddress, q models.ServerQuery, accounts map[models.ID]models.Account) []ui.Filter {
	provider := ui.Filter{Name: "provider", Label: "Provider", ClearHref: a.with("provider", "")}
	account := ui.Filter{Name: "account", Label: "Account", ClearHref: a.with("account", "")}
	used := map[providers.Slug]bool{}
	for _, one := range sortedAccounts(accounts) {
		used[one.Provider] = true
		option := ui.FilterOption{Value: strconv.FormatInt(int64(one.ID), 10), Label: one.Label, Checked: q.Account == one.ID}
		if option.Checked {
			account.Value = one.Label
		}
		account.Options = append(account.Options, option)
	}
	for _, v := range p.Vendors {
		if !used[v.Slug] {
			continue
		}
		option := ui.FilterOption{Value: string(v.Slug), Label: v.Name, Checked: q.Provider == v.Slug}
		if option.Checked {
			provider.Value = v.Name
		}
		provider.Options = append(provider.Options, option)
	}
	if len(accounts) < 2 {
		return nil
	}
	return []ui.Filter{provider, account}
}

func sortedAccounts(accounts map[models.ID]models.Account) []models.Account {
	list := make([]models.Account, 0, len(accounts))
	for _, a := range accounts {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b models.Account) int {
		return cmp.Or(strings.Compare(a.Label, b.Label), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func failingAccounts(accounts map[models.ID]models.Account) (failing []models.Account) {
	for _, a := range sortedAccounts(accounts) {
		if a.Failures > 0 {
			failing = append(failing, a)
		}
	}
	return failing
}

// fitText says which filters are on, for the page on which nothing fits.
func fitText(q models.ServerQuery, accounts map[models.ID]models.Account) string {
	var on []string
	if q.Text != "" {
		on = append(on, "“"+q.Text+"”")
	}
	if q.State != "" {
		on = append(on, "state "+q.State)
	}
	if q.Provider != "" {
		on = append(on, "provider "+string(q.Provider))
	}
	if q.Account != 0 {
		on = append(on, "account "+accounts[q.Account].Label)
	}
	return strings.Join(on, ", ")
}
