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

// serverFilters are the checklists of a list; any of what is ticked fits.
func (p *panel) serverFilters(a listAddress, q models.ServerQuery, accounts map[models.ID]models.Account) []ui.Filter {
	if len(accounts) < 2 {
		return nil
	}
	provider := ui.Filter{Name: "provider", Label: "Provider", ClearHref: a.with("provider", "")}
	account := ui.Filter{Name: "account", Label: "Account", ClearHref: a.with("account", "")}
	used := map[providers.Slug]bool{}
	for _, one := range sortedAccounts(accounts) {
		used[one.Provider] = true
		vendor, _ := p.Fleet.Vendor(one.Provider)
		tick(&account, strconv.FormatInt(int64(one.ID), 10), vendor.Name+" "+one.Label, slices.Contains(q.Accounts, one.ID))
	}
	for _, v := range p.Vendors {
		if used[v.Slug] {
			tick(&provider, string(v.Slug), v.Name, slices.Contains(q.Providers, v.Slug))
		}
	}
	return []ui.Filter{provider, account}
}

// tick adds an option to a filter, whose button shows what is chosen.
func tick(f *ui.Filter, value, label string, checked bool) {
	f.Options = append(f.Options, ui.FilterOption{Value: value, Label: label, Checked: checked})
	switch {
	case checked && f.Value == "":
		f.Value = label
	case checked:
		f.Value += ", " + label
	}
}

func slugsOf(values []string) (slugs []providers.Slug) {
	for _, value := range values {
		if value != "" {
			slugs = append(slugs, providers.Slug(value))
		}
	}
	return slugs
}

// idsOf reads ids; one that cannot be read fits nothing.
func idsOf(values []string) (ids []models.ID) {
	for _, value := range values {
		if value != "" {
			ids = append(ids, idOf(value))
		}
	}
	return ids
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
	for _, slug := range q.Providers {
		if v, ok := p.Fleet.Vendor(slug); ok {
			on = append(on, "“"+v.Name+"”")
		}
	}
	for _, id := range q.Accounts {
		if a, ok := accounts[id]; ok {
			on = append(on, "“"+a.Label+"”")
		}
	}
	switch len(on) {
	case 0:
		return ""
	case 1:
		return "The filter " + on[0] + " is on."
	}
	return "The filters " + strings.Join(on, ", ") + " are on."
}
