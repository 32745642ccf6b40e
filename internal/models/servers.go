package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ServerQuery is what a server list is asked for. All of it stands in the
// page's address.
type ServerQuery struct {
	Text string
	// State is a key of ServerStates; "" is all.
	State string
	// Providers, Accounts, Locations and Tags limit the list to any of them;
	// none means all.
	Providers []providers.Slug
	Accounts  []ID
	Locations []string
	Tags      []string
	// Sort is a key of serverSorts; a leading "-" turns it around. "" puts first
	// what needs a person.
	Sort   string
	Offset int
	Limit  int
}

// ServerPage is one page of a server list.
type ServerPage struct {
	Rows  []Resource
	Total int64
	// Counts tells how many servers there are per state within the other
	// filters; "" is all of them.
	Counts map[string]int64
	// Fits counts the results of the other filters.
	Fits ServerFits
	// Accounts are the visible accounts by label.
	Accounts []Account
}

// sharedMost is how many rows a page has at most to be kept for others who ask
// the same. A file of all servers is not worth the memory.
const sharedMost = 200

// Servers returns one page of the visible servers, shared with others who ask
// the same: callers must not change it.
func (sc Scope) Servers(ctx context.Context, q ServerQuery) (ServerPage, error) {
	if q.Limit > sharedMost {
		return sc.serverPage(ctx, q)
	}
	// What is old depends on the clock: the second is part of the question.
	key := fmt.Sprintf("page %d %#v", sc.store.Now().Unix(), q)
	return remember(ctx, sc.store, sc.key(key), func(ctx context.Context) (ServerPage, error) {
		return sc.serverPage(ctx, q)
	})
}

func (sc Scope) serverPage(ctx context.Context, q ServerQuery) (ServerPage, error) {
	page := ServerPage{}
	list, err := sc.serverList(ctx, q)
	if err != nil {
		return page, err
	}
	page.Accounts = list.accounts
	groups, err := list.groups(ctx)
	if err != nil {
		return page, err
	}
	page.Counts, page.Fits = list.counts(groups), list.fits(groups)
	page.Total = page.Counts[list.q.State]
	if page.Fits.Tags, err = list.tags(ctx); err != nil {
		return page, err
	}
	page.Rows, err = list.rows(ctx)
	return page, err
}

// ServerIDs returns the ids of the servers that fit, in the order of the list.
func (sc Scope) ServerIDs(ctx context.Context, q ServerQuery) (ids []ID, err error) {
	list, err := sc.serverList(ctx, q)
	if err != nil {
		return nil, err
	}
	err = list.page(ctx).Pluck("resources.id", &ids).Error
	return ids, err
}

// serverList is one question about servers with what answers need.
type serverList struct {
	scope    Scope
	q        ServerQuery
	accounts []Account
	states   map[string]condition
}

func (sc Scope) serverList(ctx context.Context, q ServerQuery) (serverList, error) {
	accounts, err := sc.Accounts(ctx)
	l := serverList{scope: sc, q: q, accounts: accounts, states: serverStates(sc.Team.ID, accounts, sc.store.Now())}
	if _, ok := l.states[q.State]; !ok {
		l.q.State = ""
	}
	return l, err
}

// rows loads the page. The ids are found first, so that only rows which are
// shown are read whole.
func (l serverList) rows(ctx context.Context) (rows []Resource, err error) {
	ids := l.page(ctx).Model(&Resource{}).Select("resources.id")
	err = l.scope.store.reader(ctx).Where("resources.id IN (?)", ids).Order(l.order().by()).Find(&rows).Error
	return rows, err
}

// page limits a query to the rows of the page, in their order.
func (l serverList) page(ctx context.Context) *gorm.DB {
	return l.fitting(ctx).Model(&Resource{}).Order(l.order().by()).Offset(l.q.Offset).Limit(l.q.Limit)
}

// fitting limits a query to what fits all filters.
func (l serverList) fitting(ctx context.Context) *gorm.DB {
	db := l.scope.present(ctx)
	for _, c := range l.filters() {
		db = db.Where(c.sql, c.args...)
	}
	return db
}

// present limits a query to the visible servers that are there.
func (sc Scope) present(ctx context.Context) *gorm.DB {
	return sc.within(sc.store.reader(ctx), "resources.account_id").
		Where("resources.kind = ? AND resources.gone_at IS NULL", providers.KindServer)
}

// ServersByID returns those of the servers that are visible and present.
func (sc Scope) ServersByID(ctx context.Context, ids []ID) ([]Resource, error) {
	var rows []Resource
	err := sc.rows(ctx).Where("kind = ? AND id IN ? AND gone_at IS NULL", providers.KindServer, ids).
		Order("name, id").Find(&rows).Error
	return rows, err
}

// CountServers counts the visible servers.
func (sc Scope) CountServers(ctx context.Context) (n int64, err error) {
	return remember(ctx, sc.store, sc.key("servers"), func(ctx context.Context) (n int64, err error) {
		err = sc.present(ctx).Model(&Resource{}).Count(&n).Error
		return n, err
	})
}

// LocationNames returns what the visible accounts call their locations.
func (sc Scope) LocationNames(ctx context.Context) (map[ID]map[string]string, error) {
	return remember(ctx, sc.store, sc.key("locations"), sc.locationNames)
}

func (sc Scope) locationNames(ctx context.Context) (map[ID]map[string]string, error) {
	var rows []Resource
	err := sc.rows(ctx).Where("kind = ? AND gone_at IS NULL AND name <> ''", providers.KindLocation).
		Select("account_id", "external_id", "name").Find(&rows).Error
	names := map[ID]map[string]string{}
	for _, r := range rows {
		if names[r.AccountID] == nil {
			names[r.AccountID] = map[string]string{}
		}
		names[r.AccountID][r.ExternalID] = r.Name
	}
	return names, err
}

// oldSince is the moment before which knowledge from the account's list is out
// of date.
func oldSince(a Account, source string, now time.Time) time.Time {
	return now.Add(-a.OldAfter(source))
}
