package models

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/access"
	"pinfold/internal/providers"
)

// AuditMost is how many of the newest entries that fit are counted and paged
// through.
const AuditMost = 10_000

// AuditQuery is what a list of audit entries is asked for. An empty field
// limits nothing.
type AuditQuery struct {
	Text  string
	Users []ID
	// Areas are what stands before the dot of an action.
	Areas    []string
	Outcomes []AuditOutcome
	Accounts []ID
	// Thing is nil for entries about anything.
	Thing *AuditThing
	// From is the first moment that fits, To the first that does not any more.
	From, To      time.Time
	Offset, Limit int
}

// AuditThing is one thing that entries are about.
type AuditThing struct {
	Kind providers.Kind
	ID   ID
}

// AuditOutcome is a sort of outcome to filter by.
type AuditOutcome string

// The sorts of outcomes. An operation is asked for, then it ends.
const (
	OutcomeAsked     AuditOutcome = "asked"
	OutcomeDone      AuditOutcome = "done"
	OutcomeRefused   AuditOutcome = "refused"
	OutcomeFailed    AuditOutcome = "failed"
	OutcomeUnknown   AuditOutcome = "unknown"
	OutcomeCancelled AuditOutcome = "cancelled"
)

var outcomeFits = map[AuditOutcome]string{
	OutcomeAsked:     "(outcome LIKE 'asked%' OR outcome LIKE '% began')",
	OutcomeRefused:   "outcome LIKE 'refused%'",
	OutcomeFailed:    "outcome LIKE 'failed%'",
	OutcomeUnknown:   "outcome LIKE 'unknown%'",
	OutcomeCancelled: "outcome LIKE 'cancelled%'",
	OutcomeDone: "outcome NOT LIKE 'asked%' AND outcome NOT LIKE '% began' AND outcome NOT LIKE 'refused%' AND outcome NOT LIKE 'failed%' " +
		"AND outcome NOT LIKE 'unknown%' AND outcome NOT LIKE 'cancelled%'",
}

// AuditList returns entries, newest first, and how many fit, counted up to
// AuditMost.
func (sc Scope) AuditList(ctx context.Context, q AuditQuery) (rows []Audit, total int64, err error) {
	some := sc.audits(ctx, q).Model(&Audit{}).Select("id").Limit(AuditMost)
	if err = sc.store.reader(ctx).Table("(?) AS some", some).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	rows, err = sc.AuditRows(ctx, q)
	return rows, total, err
}

// AuditRows is AuditList without the count.
func (sc Scope) AuditRows(ctx context.Context, q AuditQuery) (rows []Audit, err error) {
	err = sc.audits(ctx, q).Order("seq DESC").Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return rows, err
}

// SeesWholeAudit reports whether the person sees what everybody in the team
// did. Others see their own entries and those of operations on their accounts.
func (sc Scope) SeesWholeAudit() bool { return sc.May(access.ReadAudit) && !sc.limited }

func (sc Scope) audits(ctx context.Context, q AuditQuery) *gorm.DB {
	db := sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID)
	if !sc.SeesWholeAudit() {
		db = db.Where("(user_id = ? OR operation_id IN (?))", sc.User.ID, sc.ops(ctx).Model(&Operation{}).Select("id"))
	}
	for _, word := range searchWords(q.Text) {
		like := "%" + escapeLike(word) + "%"
		db = db.Where(`(target_name LIKE ? ESCAPE '\' OR action LIKE ? ESCAPE '\' OR outcome LIKE ? ESCAPE '\' OR address LIKE ? ESCAPE '\')`,
			like, like, like, like)
	}
	if len(q.Users) > 0 {
		db = db.Where("user_id IN ?", q.Users)
	}
	if q.Thing != nil {
		runs := sc.ops(ctx).Model(&Operation{}).Select("id").Where("kind = ? AND resource_id = ?", q.Thing.Kind, q.Thing.ID)
		db = db.Where("((kind = ? AND target_id = ?) OR operation_id IN (?))", q.Thing.Kind, q.Thing.ID, runs)
	}
	if !q.From.IsZero() {
		db = db.Where("at >= ?", q.From.UTC())
	}
	if !q.To.IsZero() {
		db = db.Where("at < ?", q.To.UTC())
	}
	return sc.auditsOf(ctx, db, q).Where(anyArea(db, q.Areas)).Where(anyOf(q.Outcomes, outcomeFits))
}

// auditsOf leaves the entries about some accounts and what is in them.
func (sc Scope) auditsOf(ctx context.Context, db *gorm.DB, q AuditQuery) *gorm.DB {
	if len(q.Accounts) == 0 {
		return db
	}
	operations := sc.ops(ctx).Model(&Operation{}).Select("id").Where("account_id IN ?", q.Accounts)
	things := sc.rows(ctx).Model(&Resource{}).Select("1").
		Where("resources.id = audits.target_id AND resources.kind = audits.kind AND account_id IN ?", q.Accounts)
	return db.Where("(operation_id IN (?) OR (kind = ? AND target_id IN ?) OR EXISTS (?))",
		operations, providers.KindAccount, q.Accounts, things)
}

func anyArea(db *gorm.DB, areas []string) *gorm.DB {
	fits := db.Session(&gorm.Session{NewDB: true})
	for _, area := range areas {
		fits = fits.Or(`action LIKE ? ESCAPE '\'`, escapeLike(area)+".%")
	}
	return fits
}

// AuditOutcomes are the sorts of outcomes, in order.
func AuditOutcomes() []AuditOutcome {
	return []AuditOutcome{OutcomeAsked, OutcomeDone, OutcomeRefused, OutcomeFailed, OutcomeUnknown, OutcomeCancelled}
}

// AuditActions are the names of what the person sees entries of.
func (sc Scope) AuditActions(ctx context.Context) (names []string, err error) {
	err = sc.audits(ctx, AuditQuery{}).Model(&Audit{}).Distinct("action").Order("action").Pluck("action", &names).Error
	return names, err
}

// AuditPeople are the names of who is in the trail as far as the person sees
// it, also those who left the team.
func (sc Scope) AuditPeople(ctx context.Context) (map[ID]string, error) {
	var users []User
	seen := sc.audits(ctx, AuditQuery{}).Model(&Audit{}).Distinct("user_id")
	err := sc.store.reader(ctx).Where("id IN (?)", seen).Select("id", "name", "email").Find(&users).Error
	names := make(map[ID]string, len(users))
	for _, u := range users {
		names[u.ID] = u.Name
		if u.Name == "" {
			names[u.ID] = u.Email
		}
	}
	return names, err
}

// Present tells which of the things are there and visible.
func (sc Scope) Present(ctx context.Context, ids []ID) (map[ID]providers.Kind, error) {
	var rows []Resource
	err := sc.rows(ctx).Select("id", "kind").Where("id IN ? AND gone_at IS NULL", append([]ID{0}, slices.Compact(slices.Sorted(slices.Values(ids)))...)).
		Find(&rows).Error
	kinds := make(map[ID]providers.Kind, len(rows))
	for _, r := range rows {
		kinds[r.ID] = r.Kind
	}
	return kinds, err
}
