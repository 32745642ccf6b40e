package handlers

import (
	"cmp"
	"maps"
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
		{"old", "Out of date", ui.Suspended},
	} {
		if counts[t.key] == 0 && q.State != t.key {
			continue
		}
		icon := ""
		if t.key == "old" {
			icon = "clock"
		}
		tabs = append(tabs, ui.Tab{Icon: icon, Label: t.label, Kind: t.kind, Href: a.with("state", t.key),
			Count: ui.NumberText(counts[t.key]), Current: q.State == t.key})
	}
	return tabs
}

// sortable are the columns that a list can be sorted by, beside name and state.
var sortable = []string{"provider", "account", "location", "address", "system", "cpu", "memory", "disk", "checked"}

// serverSorts are the heads of the columns that are shown, and of the one that
// the list is sorted by.
func serverSorts(a listAddress, columns []servers.Column) ui.Sorts {
	pairs, now := []string{"name", "Name", "state", "State"}, strings.TrimPrefix(a.values.Get("sort"), "-")
	for _, column := range columns {
		if slices.Contains(sortable, column.Key) && (column.Shown || column.Key == now) {
			pairs = append(pairs, column.Key, column.Label)
		}
	}
	return a.sorts(pairs...)
}

// serverFilters are the checklists of a list; any of what is ticked fits. One
// with a single thing to tick is left out.
func (p *panel) serverFilters(a listAddress, q models.ServerQuery, fits models.ServerFits, known atlas) []ui.Filter {
	provider, account, location, tag := filterOf(a, "provider", "Provider"), filterOf(a, "account", "Account"),
		filterOf(a, "location", "Location"), filterOf(a, "tag", "Tag")
	used := map[providers.Slug]bool{}
	for _, one := range sortedAccounts(known.accounts) {
		used[one.Provider] = true
		vendor, _ := p.Fleet.Vendor(one.Provider)
		tick(&account, strconv.FormatInt(int64(one.ID), 10), vendor.Name+" "+one.Label, fits.Accounts[one.ID], slices.Contains(q.Accounts, one.ID))
	}
	for _, v := range p.Vendors {
		if used[v.Slug] {
			tick(&provider, string(v.Slug), v.Name, fits.Providers[v.Slug], slices.Contains(q.Providers, v.Slug))
		}
	}
	for _, id := range locationsOf(fits, q, known) {
		tick(&location, id, known.location(id), fits.Locations[id], slices.Contains(q.Locations, id))
	}
	for _, one := range tagsOf(fits, q) {
		tick(&tag, one.Name, one.Name, one.N, hasTag(q.Tags, one.Name))
	}
	return slices.DeleteFunc([]ui.Filter{provider, account, location, tag}, func(f ui.Filter) bool {
		return f.Value == "" && (len(f.Options) == 0 || len(f.Options) == 1 && f.Name != "tag")
	})
}

func filterOf(a listAddress, name, label string) ui.Filter {
	return ui.Filter{Name: name, Label: label, ClearHref: a.with(name, "")}
}

// locationsOf are the locations to choose from, by name; one that is chosen
// stays even without servers.
func locationsOf(fits models.ServerFits, q models.ServerQuery, known atlas) []string {
	ids := slices.Collect(maps.Keys(fits.Locations))
	for _, id := range q.Locations {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(x, y string) int {
		return cmp.Or(strings.Compare(known.location(x), known.location(y)), strings.Compare(x, y))
	})
	return ids
}

// tagsOf are the tags to choose from; one that is chosen stays even if nothing
// has it any more.
func tagsOf(fits models.ServerFits, q models.ServerQuery) []models.TagFit {
	tags := slices.Clone(fits.Tags)
	for _, name := range q.Tags {
		if !slices.ContainsFunc(tags, func(t models.TagFit) bool { return hasTag([]string{name}, t.Name) }) {
			tags = append(tags, models.TagFit{Name: name})
		}
	}
	return tags
}

func hasTag(tags []string, name string) bool {
	return slices.ContainsFunc(tags, func(tag string) bool { return models.TagKey(tag) == models.TagKey(name) })
}

// tick adds an option to a filter, whose button shows what is chosen. A count
// below zero is not known.
func tick(f *ui.Filter, value, label string, n int64, checked bool) {
	option := ui.FilterOption{Value: value, Label: label, Checked: checked}
	if n >= 0 {
		option.Count = ui.NumberText(n)
	}
	f.Options = append(f.Options, option)
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
