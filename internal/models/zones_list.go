package models

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ZoneListQuery is what the list of zones is asked for.
type ZoneListQuery struct {
	// Text is looked for in names of zones and in their records.
	Text string
	// Accounts limit the list; none means any.
	Accounts []ID
	// Role limits the list to masters or slaves, "" for both.
	Role providers.ZoneRole
	// Sort is "name", "records" or "account"; a minus before turns it around, ""
	// puts zones with changes that are not sent first.
	Sort          string
	Offset, Limit int
}

// Zones lists present zones and tells how many there are.
func (sc Scope) Zones(ctx context.Context, q ZoneListQuery) (rows []Resource, total int64, err error) {
	if err = sc.zones(ctx, q).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = sc.zones(ctx, q).Select("resources.*").Order(zoneListOrder(q.Sort)).Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return rows, total, err
}

func (sc Scope) zones(ctx context.Context, q ZoneListQuery) *gorm.DB {
	db := sc.store.reader(ctx).Model(&Resource{}).
		Joins("LEFT JOIN zone_drafts ON zone_drafts.resource_id = resources.id AND zone_drafts.user_id = ?", sc.User.ID).
		Where("resources.team_id = ? AND resources.kind = ? AND resources.gone_at IS NULL", sc.Team.ID, providers.KindZone)
	if sc.limited {
		db = db.Where("resources.account_id IN ?", append([]ID{0}, sc.allowed...))
	}
	if len(q.Accounts) > 0 {
		db = db.Where("resources.account_id IN ?", q.Accounts)
	}
	if q.Role != "" {
		db = db.Where("json_extract(resources.facts, '$.role') = ?", q.Role)
	}
	if words := searchWords(q.Text); len(words) > 0 {
		byName := sc.store.reader(ctx)
		for _, word := range words {
			byName = byName.Where(`resources.search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
		}
		db = db.Where(byName.Or("resources.id IN (?)", sc.recordsWith(ctx, q.Text).Select("resource_id")))
	}
	return db
}

// recordsWith are the visible records that a text is found in.
func (sc Scope) recordsWith(ctx context.Context, text string) *gorm.DB {
	return searchedRecords(sc.rows(ctx).Model(&ZoneRecord{}), text)
}

var zoneListOrders = map[string]string{
	"":        "COALESCE(zone_drafts.count, 0) = 0 #, LOWER(resources.name) #, resources.id #",
	"name":    "LOWER(resources.name) #, resources.id #",
	"records": "COALESCE(json_extract(resources.facts, '$.records'), 0) #, LOWER(resources.name) #",
	"account": "resources.account_id #, LOWER(resources.name) #, resources.id #",
}

func zoneListOrder(sort string) string {
	by, down := strings.CutPrefix(sort, "-")
	order, ok := zoneListOrders[by]
	if !ok {
		order, down = zoneListOrders[""], false
	}
	if down {
		return strings.ReplaceAll(order, "#", "DESC")
	}
	return strings.ReplaceAll(order, "#", "ASC")
}

// CountZones counts the present zones.
func (sc Scope) CountZones(ctx context.Context) (n int64, err error) {
	return remember(ctx, sc.store, sc.key("zones"), func(ctx context.Context) (n int64, err error) {
		err = sc.rows(ctx).Model(&Resource{}).Where("kind = ? AND gone_at IS NULL", providers.KindZone).Count(&n).Error
		return n, err
	})
}

// ZoneMatch is the first record of a zone that a search found, and how many.
type ZoneMatch struct {
	ZoneRecord
	N int
}

// ZoneMatches tells which records of the zones a text is found in.
func (sc Scope) ZoneMatches(ctx context.Context, zones []ID, text string) (map[ID]ZoneMatch, error) {
	found := map[ID]ZoneMatch{}
	if len(searchWords(text)) == 0 {
		return found, nil
	}
	var rows []ZoneMatch
	err := sc.recordsWith(ctx, text).Where("resource_id IN ?", append([]ID{0}, zones...)).
		Select("*, MIN(id) AS id, COUNT(*) AS n").Group("resource_id").Scan(&rows).Error
	for _, row := range rows {
		found[row.ResourceID] = row
	}
	return found, err
}

// ZoneMasters returns the master's address of slave zones, as far as it was set
// here: no list tells it.
func (sc Scope) ZoneMasters(ctx context.Context, zones []ID) (map[ID]string, error) {
	var set []Operation
	err := sc.rows(ctx).Where("action IN ('zone.create', 'zone.master') AND status = ? AND kind = ? AND resource_id IN ?",
		StatusSucceeded, providers.KindZone, append([]ID{0}, zones...)).Order("id").Find(&set).Error
	masters := map[ID]string{}
	for _, op := range set {
		if address := op.Input["master"]; address != "" {
			masters[op.ResourceID] = address
		}
	}
	return masters, err
}
