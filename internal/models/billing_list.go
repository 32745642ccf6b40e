package models

import (
	"context"
	"time"

	"pinfold/internal/providers"
)

// BillingQuery is what the lists of billing accounts and of cards are asked
// for.
type BillingQuery struct {
	Kind providers.Kind
	// Prepaid are the accounts whose provider knows no cards.
	Prepaid []ID
	// Sort is a column of the list, with a minus for the other way round; "" is
	// by name.
	Sort          string
	Offset, Limit int
}

// BillingThings lists present billing accounts or cards, and counts them.
func (sc Scope) BillingThings(ctx context.Context, q BillingQuery) (rows []Resource, total int64, err error) {
	query := sc.rows(ctx).Model(&Resource{}).Where("kind = ? AND gone_at IS NULL", q.Kind)
	if err = query.Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	list := orders{by: billingSorts(q.Prepaid), usual: shownName + ", resources.account_id, resources.id"}
	if q.Kind == providers.KindCard {
		list.by = cardSorts(sc.store.Now())
	}
	if list.accounts, err = sc.Accounts(ctx); err != nil {
		return nil, total, err
	}
	err = sc.rows(ctx).Where("kind = ? AND gone_at IS NULL", q.Kind).Clauses(list.of(q.Sort).by()).
		Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return rows, total, err
}

// billingSorts are the orders of billing accounts. Sums are compared as
// numbers, whatever their currency. By state those that owe stand first, then
// those that cannot pay.
func billingSorts(prepaid []ID) map[string]condition {
	sum := func(name string) string {
		return "CAST(json_extract(resources.gauges, '$." + name + "') AS REAL)"
	}
	sorts := plainly(map[string]string{
		"name": shownName, "account": ofAccount, "balance": sum("balance"), "unpaid": sum("unpaid"), "month": sum("month"),
	})
	none := append([]ID{0}, prepaid...)
	sorts["state"] = condition{`CASE WHEN COALESCE(` + sum("unpaid") + `, 0) > 0 THEN 0
		WHEN json_extract(resources.facts, '$.can_pay') = 1 OR json_extract(resources.facts, '$.by_invoice') = 1 THEN 2
		WHEN resources.account_id IN (?) THEN 3 ELSE 1 END`, []any{none}}
	sorts["card"] = condition{`CASE WHEN json_extract(resources.facts, '$.by_invoice') = 1 THEN 'invoice'
		WHEN COALESCE(json_extract(resources.facts, '$.card'), '') <> '' THEN LOWER(json_extract(resources.facts, '$.card'))
		WHEN resources.account_id IN (?) THEN NULL ELSE 'no card' END`, []any{none}}
	return sorts
}

// cardSorts are the orders of cards. By state those that no payment comes from
// stand first.
func cardSorts(now time.Time) map[string]condition {
	const ends = "NULLIF(COALESCE(json_extract(resources.facts, '$.year'), 0) * 12 + COALESCE(json_extract(resources.facts, '$.month'), 0), 0)"
	sorts := plainly(map[string]string{
		"name": shownName, "account": ofAccount, "until": ends,
		"billing": `LOWER(COALESCE((SELECT NULLIF(b.name, '') FROM resources b WHERE b.account_id = resources.account_id AND b.kind = 'billing'
			AND b.external_id = resources.parent LIMIT 1), resources.parent))`,
	})
	now = now.UTC()
	sorts["state"] = condition{`CASE WHEN ` + ends + ` < ? AND COALESCE(json_extract(resources.facts, '$.by_invoice'), 0) = 0 THEN 0
		WHEN COALESCE(json_extract(resources.facts, '$.verified'), 0) = 0 THEN 1
		WHEN json_extract(resources.facts, '$.primary') = 1 THEN 2 ELSE 3 END`, []any{now.Year()*12 + int(now.Month())}}
	return sorts
}
