package handlers

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

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

// stateNames are the state filters in words.
var stateNames = map[string]string{"attention": "Needs you", "working": "Working", "running": "Running",
	"stopped": "Stopped", "suspended": "Suspended"}

// fitText says which filters are on, for the page on which nothing fits.
func (p *panel) fitText(q models.ServerQuery, accounts map[models.ID]models.Account) string {
	var on []string
	if name := stateNames[q.State]; name != "" {
		on = append(on, "“"+name+"”")
	}
	if v, ok := p.Fleet.Vendor(q.Provider); ok {
		on = append(on, "“"+v.Name+"”")
	}
	if a, ok := accounts[q.Account]; ok {
		on = append(on, "“"+a.Label+"”")
	}
	switch len(on) {
	case 0:
		return ""
	case 1:
		return "The filter " + on[0] + " is on."
	}
	return "The filters " + strings.Join(on, ", ") + " are on."
}
