package models

import (
	"context"
	"slices"
	"strings"

	"pinfold/internal/providers"
)

// ServerFits counts, for each value of a filter, the servers that fit it and
// the other filters.
type ServerFits struct {
	Providers map[providers.Slug]int64
	Accounts  map[ID]int64
	Locations map[string]int64
	Tags      []TagFit
}

// TagFit is a tag in use with the number of servers that fit.
type TagFit struct {
	Name string
	N    int64
}

// serverGroup counts the servers of one account in one location; counts[0] is
// all, the others are those of stateNames.
type serverGroup struct {
	account  ID
	location string
	counts   []int64
}

// groups counts by account, location and state at once, within text and tags:
// what the other filters leave is added up from them.
func (l serverList) groups(ctx context.Context) ([]serverGroup, error) {
	columns, args := []string{"account_id", "location", "COUNT(*)"}, []any{}
	for _, name := range stateNames {
		columns = append(columns, "SUM(CASE WHEN "+l.states[name].sql+" THEN 1 ELSE 0 END)")
		args = append(args, l.states[name].args...)
	}
	db := l.scope.present(ctx).Model(&Resource{}).Select(strings.Join(columns, ", "), args...)
	for _, c := range l.filters(byState, byProvider, byAccount, byLocation) {
		db = db.Where(c.sql, c.args...)
	}
	rows, err := db.Group("account_id, location").Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // It was only read.
	var groups []serverGroup
	for rows.Next() {
		g := serverGroup{counts: make([]int64, len(stateNames)+1)}
		targets := []any{&g.account, &g.location}
		for i := range g.counts {
			targets = append(targets, &g.counts[i])
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return groups, rows.Err()
}

// fit reports whether a group fits the filters but the one left out.
func (l serverList) fit(g serverGroup, but string) bool {
	in := func(name string, none, has bool) bool { return name == but || none || has }
	return in(byProvider, len(l.q.Providers) == 0, slices.Contains(l.q.Providers, l.provider(g.account))) &&
		in(byAccount, len(l.q.Accounts) == 0, slices.Contains(l.q.Accounts, g.account)) &&
		in(byLocation, len(l.q.Locations) == 0, slices.Contains(l.q.Locations, g.location))
}

func (l serverList) provider(account ID) providers.Slug {
	for _, a := range l.accounts {
		if a.ID == account {
			return a.Provider
		}
	}
	return ""
}

// counts adds up the states within the other filters.
func (l serverList) counts(groups []serverGroup) map[string]int64 {
	counts := map[string]int64{}
	for _, g := range groups {
		if l.fit(g, byState) {
			g.addTo(counts)
		}
	}
	return counts
}

func (g serverGroup) addTo(counts map[string]int64) {
	counts[""] += g.counts[0]
	for i, name := range stateNames {
		counts[name] += g.counts[i+1]
	}
}

// fits adds up the values of each filter within the others. All that occur are
// in it, also with nothing that fits.
func (l serverList) fits(groups []serverGroup) ServerFits {
	fits := ServerFits{Providers: map[providers.Slug]int64{}, Accounts: map[ID]int64{}, Locations: map[string]int64{}}
	state := slices.Index(stateNames, l.q.State) + 1
	n := func(g serverGroup, but string) int64 {
		if l.fit(g, but) {
			return g.counts[state]
		}
		return 0
	}
	for _, g := range groups {
		fits.Providers[l.provider(g.account)] += n(g, byProvider)
		fits.Accounts[g.account] += n(g, byAccount)
		if g.location != "" {
			fits.Locations[g.location] += n(g, byLocation)
		}
	}
	return fits
}

// tags counts what fits for each tag in use.
func (l serverList) tags(ctx context.Context) (fits []TagFit, err error) {
	fit, args := []string{"1 = 1"}, []any{}
	for _, c := range l.filters(byTag) {
		fit, args = append(fit, c.sql), append(args, c.args...)
	}
	inUse := l.scope.store.reader(ctx).Model(&Tag{}).
		Joins("JOIN resources ON resources.id = tags.resource_id AND resources.gone_at IS NULL AND resources.kind = ?", providers.KindServer).
		Where("tags.team_id = ?", l.scope.Team.ID)
	if l.scope.limited {
		inUse = inUse.Where("resources.account_id IN ?", append([]ID{0}, l.scope.allowed...))
	}
	err = inUse.Select("MIN(tags.name) AS name, SUM(CASE WHEN "+strings.Join(fit, " AND ")+" THEN 1 ELSE 0 END) AS n", args...).
		Group("tags.key").Order("tags.key").Scan(&fits).Error
	return fits, err
}
