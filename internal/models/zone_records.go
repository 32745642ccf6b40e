package models

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"pinfold/internal/zone"
)

// The orders of a zone's records. A minus before one turns it around.
const (
	ZoneByType    = "type"
	ZoneByName    = "name"
	ZoneByContent = "content"
	ZoneByTTL     = "ttl"
)

// ZoneQuery is what the records of a zone are asked for.
type ZoneQuery struct {
	Text string
	// Type limits the list to one type, "" for all.
	Type string
	// Sort is one of the orders, "" for by type.
	Sort          string
	Offset, Limit int
}

// TypeCount is how many records of one type there are.
type TypeCount struct {
	Type string
	N    int
}

// ZoneRecords returns some of a zone's records and how many there are.
func (sc Scope) ZoneRecords(ctx context.Context, r Resource, q ZoneQuery) ([]zone.Record, int64, error) {
	var total int64
	if err := sc.zoneRecords(ctx, r, q).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	var rows []ZoneRecord
	err := sc.zoneRecords(ctx, r, q).Order(zoneOrder(q.Sort)).Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return recordsOf(rows), total, err
}

// AllZoneRecords returns all records of a zone by type and name.
func (sc Scope) AllZoneRecords(ctx context.Context, r Resource) ([]zone.Record, error) {
	var rows []ZoneRecord
	err := sc.zoneRecords(ctx, r, ZoneQuery{}).Order(zoneOrder("")).Find(&rows).Error
	return recordsOf(rows), err
}

// ZoneTypes counts a zone's records by type, leaving aside what of the query
// limits types.
func (sc Scope) ZoneTypes(ctx context.Context, r Resource, q ZoneQuery) (counts []TypeCount, err error) {
	q.Type = ""
	err = sc.zoneRecords(ctx, r, q).Select("type, COUNT(*) AS n").Group("type").Order("type").Scan(&counts).Error
	return counts, err
}

func (sc Scope) zoneRecords(ctx context.Context, r Resource, q ZoneQuery) *gorm.DB {
	db := sc.rows(ctx).Model(&ZoneRecord{}).Where("resource_id = ?", r.ID)
	if q.Type != "" {
		db = db.Where("type = ?", q.Type)
	}
	return searchedRecords(db, q.Text)
}

func searchedRecords(db *gorm.DB, text string) *gorm.DB {
	for _, word := range searchWords(text) {
		db = db.Where(`search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
	}
	return db
}

var zoneOrders = map[string]string{
	ZoneByType:    "type <> 'SOA' #, type #, name <> '@' #, name #, priority #, content #, id #",
	ZoneByName:    "name <> '@' #, name #, type #, priority #, content #, id #",
	ZoneByContent: "content #, type #, name #, id #",
	ZoneByTTL:     "ttl #, type #, name #, id #",
}

func zoneOrder(sort string) string {
	by, down := strings.CutPrefix(sort, "-")
	order, ok := zoneOrders[by]
	if !ok {
		order = zoneOrders[ZoneByType]
	}
	if down {
		return strings.ReplaceAll(order, "#", "DESC")
	}
	return strings.ReplaceAll(order, "#", "ASC")
}

func recordsOf(rows []ZoneRecord) []zone.Record {
	records := make([]zone.Record, 0, len(rows))
	for row := range slices.Values(rows) {
		records = append(records, row.Record())
	}
	return records
}
