package models

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"pinfold/internal/providers"
)

// Found is what a search found of one kind of thing, the best matches first.
type Found struct {
	Kind providers.Kind
	// Best is the rank of the first thing.
	Best Rank
	// Total counts all that match, also beyond the limits of the search.
	Total int
	// Accounts are set for providers.KindAccount, Rows for all others.
	Accounts []Account
	Rows     []Resource
}

// SearchLimits bound a search: things of one kind, and things in all.
type SearchLimits struct{ PerKind, Total int }

// Search looks for the text's words in everything that is visible and present.
// Kinds with the better match come first.
func (sc Scope) Search(ctx context.Context, text string, most SearchLimits) ([]Found, error) {
	q := newNeedle(text)
	if len(q.words) == 0 {
		return nil, nil
	}
	accounts, err := sc.searchAccounts(ctx, q, most)
	if err != nil {
		return nil, err
	}
	entries, err := sc.store.search.of(ctx, sc)
	if err != nil {
		return nil, err
	}
	found := map[providers.Kind]*hits{}
	for i := range entries {
		e := &entries[i]
		rank, ok := q.rank(e)
		if !ok || !sc.Sees(sc.Team.ID, e.account) {
			continue
		}
		if found[e.kind] == nil {
			found[e.kind] = &hits{most: most.PerKind}
		}
		found[e.kind].add(hit{rank, e})
	}
	kinds := best(accounts, found, most)
	return kinds, sc.loadFound(ctx, kinds, found)
}

// best orders the kinds by their best match and cuts what is beyond the total.
func best(accounts []Found, found map[providers.Kind]*hits, most SearchLimits) []Found {
	kinds := accounts
	for kind, h := range found {
		kinds = append(kinds, Found{Kind: kind, Best: h.list[0].rank, Total: h.total})
	}
	slices.SortFunc(kinds, func(a, b Found) int {
		return cmp.Or(cmp.Compare(a.Best, b.Best), cmp.Compare(weight(a.Kind), weight(b.Kind)), cmp.Compare(a.Kind, b.Kind))
	})
	left := most.Total
	for i, f := range kinds {
		if f.Kind == providers.KindAccount {
			kinds[i].Accounts = f.Accounts[:min(len(f.Accounts), left)]
			left -= len(kinds[i].Accounts)
			continue
		}
		h := found[f.Kind]
		h.list = h.list[:min(len(h.list), left)]
		left -= len(h.list)
	}
	return slices.DeleteFunc(kinds, func(f Found) bool {
		return len(f.Accounts) == 0 && (found[f.Kind] == nil || len(found[f.Kind].list) == 0)
	})
}

// weight puts servers and accounts before the others.
func weight(kind providers.Kind) int {
	switch kind {
	case providers.KindServer:
		return 0
	case providers.KindAccount:
		return 1
	}
	return 2
}

// loadFound fills in the rows. They are read through the scope, whatever the
// index says.
func (sc Scope) loadFound(ctx context.Context, kinds []Found, found map[providers.Kind]*hits) error {
	var ids []ID
	for _, h := range found {
		for _, one := range h.list {
			ids = append(ids, one.entry.id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var rows []Resource
	if err := sc.rows(ctx).Where("id IN ? AND gone_at IS NULL", ids).Find(&rows).Error; err != nil {
		return err
	}
	byID := make(map[ID]Resource, len(rows))
	for _, r := range rows {
		byID[r.ID] = r
	}
	for i, f := range kinds {
		if f.Kind == providers.KindAccount {
			continue
		}
		for _, one := range found[f.Kind].list {
			if r, ok := byID[one.entry.id]; ok {
				kinds[i].Rows = append(kinds[i].Rows, r)
			}
		}
	}
	return nil
}

// searchAccounts finds accounts by label and provider.
func (sc Scope) searchAccounts(ctx context.Context, q needle, most SearchLimits) ([]Found, error) {
	accounts, err := sc.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	h := hits{most: most.PerKind}
	byID := map[ID]Account{}
	for _, a := range accounts {
		byID[a.ID] = a
		label := strings.ToLower(a.Label)
		e := entry{id: a.ID, kind: providers.KindAccount, name: label, text: label + "\n" + string(a.Provider)}
		if rank, ok := q.rank(&e); ok {
			h.add(hit{rank, &e})
		}
	}
	if h.total == 0 {
		return nil, nil
	}
	f := Found{Kind: providers.KindAccount, Best: h.list[0].rank, Total: h.total}
	for _, one := range h.list {
		f.Accounts = append(f.Accounts, byID[one.entry.id])
	}
	return []Found{f}, nil
}
