package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ActivityMost is how many of the newest changes that fit are counted and
// paged through.
const ActivityMost = 10_000

// ActivityQuery is what a list of changes is asked for.
type ActivityQuery struct {
	Text     string
	Accounts []ID
	// Kinds are kinds of things; none means all but what providers offer, such
	// as images and prices.
	Kinds []providers.Kind
	// Sorts are any of "found", "gone", "state" and "facts"; none means all.
	Sorts []string
	// Outside leaves only what was not done through the panel.
	Outside bool
	Offset  int
	Limit   int
}

// Activity is a change and the thing that changed.
type Activity struct {
	Change     `gorm:"embedded"`
	AccountID  ID
	Kind       providers.Kind
	Name       string
	ExternalID string
	// Outside is set where nothing that the panel did explains the change.
	Outside bool
}

// offers are the kinds of what providers have for sale: no one's own things.
var offers = []providers.Kind{providers.KindImage, providers.KindPreset, providers.KindLocation, providers.KindTariff,
	providers.KindParameter, providers.KindPrice}

// byUs is true for things that an operation of the panel made, or may just be
// making: which thing that is shows only when it has ended.
const byUs = `(EXISTS (SELECT 1 FROM operations o WHERE o.resource_id = resources.id AND o.action LIKE '%.create')
	OR EXISTS (SELECT 1 FROM operations o WHERE o.team_id = resources.team_id AND o.status IN ('waiting','running','unknown')
		AND o.account_id = resources.account_id AND o.created_at <= changes.at
		AND (o.action LIKE '%.create' OR o.action IN ('server.clone', 'order.install', 'server.address_reserve'))))`

const outside = `(changes.operation_id IS NULL AND (changes.field <> 'found' OR NOT ` + byUs + `))`

var changeSorts = map[string]string{
	"found": "changes.field = 'found'",
	"gone":  "changes.field = 'gone'",
	"state": "changes.field IN ('state', 'state word')",
	"facts": "changes.field NOT IN ('found', 'gone', 'state', 'state word')",
}

// Activity returns the changes of visible things, newest first, and how many
// there are, counted up to ActivityMost.
func (sc Scope) Activity(ctx context.Context, q ActivityQuery) (rows []Activity, total int64, err error) {
	some := sc.activity(ctx, q).Select("changes.id").Limit(ActivityMost)
	if err = sc.store.reader(ctx).Table("(?) AS some", some).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	rows, err = sc.ActivityRows(ctx, q)
	return rows, total, err
}

// ActivityRows is Activity without the count.
func (sc Scope) ActivityRows(ctx context.Context, q ActivityQuery) (rows []Activity, err error) {
	err = sc.activity(ctx, q).
		Select("changes.*, resources.account_id, resources.kind, resources.name, resources.external_id, " + outside + " AS outside").
		Order("changes.id DESC").Offset(q.Offset).Limit(q.Limit).Scan(&rows).Error
	return rows, err
}

func (sc Scope) activity(ctx context.Context, q ActivityQuery) *gorm.DB {
	db := sc.store.reader(ctx).Table("changes").Joins("JOIN resources ON resources.id = changes.resource_id").
		Where("changes.team_id = ? AND resources.team_id = ?", sc.Team.ID, sc.Team.ID).
		Where("NOT changes.first OR changes.operation_id IS NOT NULL")
	if sc.limited {
		db = db.Where("resources.account_id IN ?", append([]ID{0}, sc.allowed...))
	}
	if q.Text != "" || len(q.Accounts) > 0 {
		db = db.Where("changes.resource_id IN (?)", sc.searched(ctx, q).Select("id"))
	}
	if len(q.Kinds) > 0 {
		db = db.Where("resources.kind IN ?", q.Kinds)
	} else {
		db = db.Where("resources.kind NOT IN ?", offers)
	}
	if q.Outside {
		db = db.Where(outside)
	}
	return db.Where(anyOf(q.Sorts, changeSorts))
}

// searched are the things that a search and the chosen accounts leave. They
// are looked for before their changes, of which there are many more.
func (sc Scope) searched(ctx context.Context, q ActivityQuery) *gorm.DB {
	db := sc.rows(ctx).Model(&Resource{})
	for _, word := range searchWords(q.Text) {
		db = db.Where(`search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
	}
	if len(q.Accounts) > 0 {
		db = db.Where("account_id IN ?", q.Accounts)
	}
	return db
}

// ActivityKinds are the kinds of visible things, without what providers offer.
func (sc Scope) ActivityKinds(ctx context.Context) (kinds []providers.Kind, err error) {
	err = sc.rows(ctx).Model(&Resource{}).Distinct("kind").Order("kind").Pluck("kind", &kinds).Error
	return kinds, err
}

// pruneBatch bounds one removal of old changes.
const pruneBatch = 500

// PruneChanges removes the changes of all teams from before the moment. Rows
// are in the order of time, so it stops at the first batch that holds a newer
// one and never looks at the rest.
func (s *Store) PruneChanges(ctx context.Context, before time.Time) error {
	for {
		oldest := s.write.WithContext(ctx).Model(&Change{}).Select("id").Order("id").Limit(pruneBatch)
		done := s.write.WithContext(ctx).Where("id IN (?) AND at < ?", oldest, before.UTC()).Delete(&Change{})
		if done.Error != nil || done.RowsAffected < pruneBatch {
			return done.Error
		}
	}
}
