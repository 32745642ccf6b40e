package models

import (
	"context"

	"pinfold/internal/providers"
)

// Holdings counts what the panel knows of one account.
type Holdings struct {
	// Servers are the present ones.
	Servers int64
	// Others are all other things and the servers that are gone.
	Others int64
	// Changes are the entries of their history.
	Changes int64
}

// Holdings counts what would be forgotten with the account.
func (sc Scope) Holdings(ctx context.Context, account ID) (h Holdings, err error) {
	var all int64
	resources := sc.rows(ctx).Model(&Resource{}).Where("account_id = ?", account)
	err = resources.Select("COUNT(*), COALESCE(SUM(CASE WHEN kind = ? AND gone_at IS NULL THEN 1 ELSE 0 END), 0)", providers.KindServer).
		Row().Scan(&all, &h.Servers)
	if err != nil {
		return h, err
	}
	h.Others = all - h.Servers
	ids := sc.rows(ctx).Model(&Resource{}).Select("id").Where("account_id = ?", account)
	err = sc.store.reader(ctx).Model(&Change{}).Where("team_id = ? AND resource_id IN (?)", sc.Team.ID, ids).Count(&h.Changes).Error
	return h, err
}
