package models

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ServerQuery is what a server list is asked for. All of it stands in the
// page's address.
type ServerQuery struct {
	Text  string
	State string
	// Providers and Accounts limit the list to any of them; none means all.
	Providers []providers.Slug
	Accounts  []ID
	// Sort is "name", "state", "provider" or "checked"; a leading "-" turns it around. ""
	// puts first what needs a person.
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
}

// working is true for servers that an open operation works on.
const working = `(resources.state = 'working' OR EXISTS (SELECT 1 FROM operations
	WHERE operations.resource_id = resources.id AND operations.status IN ('waiting','running')))`

// needsYou is true for servers that a person must look at.
const needsYou = `(resources.state IN ('error','unknown') OR EXISTS (SELECT 1 FROM operations
	WHERE operations.resource_id = resources.id AND operations.status = 'unknown'))`

var stateFilters = map[string]string{
	"attention": needsYou,
	"working":   working,
	"running":   "resources.state = 'running'",
	"stopped":   "resources.state = 'stopped'",
	"suspended": "resources.state = 'suspended'",
}

const providerOf = "(SELECT provider FROM accounts WHERE accounts.id = resources.account_id)"

var serverOrders = map[string]string{
	"name":      "LOWER(resources.name), resources.id",
	"-name":     "LOWER(resources.name) DESC, resources.id DESC",
	"state":     "resources.state, LOWER(resources.name), resources.id",
	"-state":    "resources.state DESC, LOWER(resources.name), resources.id",
	"provider":  providerOf + ", LOWER(resources.name), resources.id",
	"-provider": providerOf + " DESC, LOWER(resources.name), resources.id",
	"checked":   "resources.checked_at DESC, LOWER(resources.name), resources.id",
	"-checked":  "resources.checked_at, LOWER(resources.name), resources.id",
	"attention": "CASE WHEN " + needsYou + " THEN 0 WHEN " + working + " THEN 1 WHEN resources.state = 'suspended' THEN 2 ELSE 3 END, LOWER(resources.name), resources.id",
}

// Servers returns one page of the visible servers.
func (sc Scope) Servers(ctx context.Context, q ServerQuery) (ServerPage, error) {
	page := ServerPage{Counts: map[string]int64{}}
	if _, ok := stateFilters[q.State]; !ok {
		q.State = ""
	}
	if err := sc.countServers(ctx, q, page.Counts); err != nil {
		return page, err
	}
	page.Total = page.Counts[q.State]
	order, ok := serverOrders[q.Sort]
	if !ok {
		order = serverOrders["attention"]
	}
	err := sc.serverRows(ctx, q).Where(stateFilter(q.State)).Order(order).
		Offset(q.Offset).Limit(q.Limit).Find(&page.Rows).Error
	return page, err
}

// countServers fills counts per state filter in one query.
func (sc Scope) countServers(ctx context.Context, q ServerQuery, counts map[string]int64) error {
	names := []string{"attention", "working", "running", "stopped", "suspended"}
	columns := []string{"COUNT(*)"}
	for _, name := range names {
		columns = append(columns, "COALESCE(SUM(CASE WHEN "+stateFilters[name]+" THEN 1 ELSE 0 END), 0)")
	}
	row := sc.serverRows(ctx, q).Model(&Resource{}).Select(strings.Join(columns, ", ")).Row()
	values := make([]int64, len(columns))
	targets := make([]any, len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	if err := row.Scan(targets...); err != nil {
		return err
	}
	counts[""] = values[0]
	for i, name := range names {
		counts[name] = values[i+1]
	}
	return nil
}

func (sc Scope) serverRows(ctx context.Context, q ServerQuery) *gorm.DB {
	db := sc.within(sc.store.reader(ctx), "resources.account_id").
		Where("resources.kind = ? AND resources.gone_at IS NULL", providers.KindServer)
	for _, word := range searchWords(q.Text) {
		db = db.Where(`resources.search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
	}
	if len(q.Accounts) > 0 {
		db = db.Where("resources.account_id IN ?", q.Accounts)
	}
	if len(q.Providers) > 0 {
		db = db.Where("resources.account_id IN (SELECT id FROM accounts WHERE provider IN ?)", q.Providers)
	}
	return db
}

// searchWords bounds what is searched for: the database refuses a condition
// of a thousand parts and a pattern of many kilobytes.
func searchWords(text string) []string {
	words := strings.Fields(strings.ToLower(text))
	words = words[:min(len(words), 10)]
	for i, word := range words {
		words[i] = strings.ToValidUTF8(word[:min(len(word), 200)], "")
	}
	return words
}

func stateFilter(state string) string {
	if filter, ok := stateFilters[state]; ok {
		return filter
	}
	return "1 = 1"
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
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
		err = sc.serverRows(ctx, ServerQuery{}).Model(&Resource{}).Count(&n).Error
		return n, err
	})
}
