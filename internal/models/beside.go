package models

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// BesideQuery is what a list of things that stand beside servers is asked for:
// addresses and networks of all accounts.
type BesideQuery struct {
	Kind providers.Kind
	// Among are the accounts whose things are meant at all.
	Among []ID
	Text  string
	// Accounts and Locations limit the list; none means any.
	Accounts  []ID
	Locations []string
	// Assigned is "yes", "no" or "": whether the thing belongs to a server.
	Assigned string
	// Sort is a name of besideSorts, with "-" in front for the other way.
	Sort          string
	Offset, Limit int
}

// BesidePage is a part of such a list.
type BesidePage struct {
	Rows  []Resource
	Total int64
	// Locations are all that the accounts have things in.
	Locations []string
}

var besideSorts = map[string]string{
	"name":     "COALESCE(NULLIF(address_key, ''), LOWER(name))",
	"title":    "NULLIF(LOWER(json_extract(facts, '$.title')), '')",
	"server":   "NULLIF((SELECT LOWER(s.name) FROM resources s WHERE s.account_id = resources.account_id AND s.kind = 'server' AND s.location = resources.location AND s.external_id = resources.parent), '')",
	"account":  "(SELECT LOWER(label) FROM accounts WHERE accounts.id = resources.account_id)",
	"location": "NULLIF(location, '')",
	"range":    "NULLIF(json_extract(facts, '$.subnet'), '')",
	"servers":  "json_array_length(facts, '$.server_ids')",
}

// Beside lists present things, by name unless it is asked otherwise.
func (sc Scope) Beside(ctx context.Context, q BesideQuery) (page BesidePage, err error) {
	if err = sc.beside(ctx, q).Count(&page.Total).Error; err != nil {
		return page, err
	}
	if err = sc.beside(ctx, q).Order(besideOrder(q.Sort)).Offset(q.Offset).Limit(q.Limit).Find(&page.Rows).Error; err != nil {
		return page, err
	}
	all := BesideQuery{Kind: q.Kind, Among: q.Among}
	err = sc.beside(ctx, all).Where("location <> ''").Distinct("location").Order("location").Pluck("location", &page.Locations).Error
	return page, err
}

// CountBeside counts what a query leaves.
func (sc Scope) CountBeside(ctx context.Context, q BesideQuery) (n int64, err error) {
	err = sc.beside(ctx, q).Count(&n).Error
	return n, err
}

func (sc Scope) beside(ctx context.Context, q BesideQuery) *gorm.DB {
	db := sc.rows(ctx).Model(&Resource{}).Where("kind = ? AND gone_at IS NULL AND account_id IN ?", q.Kind, append([]ID{0}, q.Among...))
	for _, word := range searchWords(q.Text) {
		db = db.Where(`search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
	}
	if len(q.Accounts) > 0 {
		db = db.Where("account_id IN ?", q.Accounts)
	}
	if len(q.Locations) > 0 {
		db = db.Where("location IN ?", q.Locations)
	}
	switch q.Assigned {
	case "yes":
		db = db.Where("parent <> ''")
	case "no":
		db = db.Where("parent = ''")
	}
	return db
}

func besideOrder(sort string) string {
	key, down := strings.CutPrefix(sort, "-")
	by, ok := besideSorts[key]
	if !ok {
		return besideSorts["name"] + ", id"
	}
	if down {
		by += " DESC"
	}
	return by + " NULLS LAST, " + besideSorts["name"] + ", id"
}

// ServersIn returns visible servers that are in a private network, by name, at
// most so many.
func (sc Scope) ServersIn(ctx context.Context, network Resource, limit int) (servers []Resource, err error) {
	ids := network.Network().ServerIDs
	err = sc.rows(ctx).Where("account_id = ? AND kind = ? AND location = ? AND external_id IN ? AND gone_at IS NULL",
		network.AccountID, providers.KindServer, network.Location, append([]string{""}, ids[:min(len(ids), inMost)]...)).
		Order("LOWER(name), id").Limit(limit).Find(&servers).Error
	return servers, err
}

// inMost bounds the values of one condition, of which SQLite takes 32766.
const inMost = 30_000
