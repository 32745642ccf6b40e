package models

import (
	"context"

	"pinfold/internal/providers"
)

// NeedingYou returns visible servers that a person must look at, by name.
func (sc Scope) NeedingYou(ctx context.Context, limit int) ([]Resource, error) {
	list, err := sc.serverList(ctx, ServerQuery{State: "attention", Sort: "name", Limit: limit})
	if err != nil {
		return nil, err
	}
	return list.rows(ctx)
}

// ParentServers returns the visible servers that the resources name as what
// they belong to, by the resource.
func (sc Scope) ParentServers(ctx context.Context, parts []Resource) (map[ID]Resource, error) {
	var accounts []ID
	var refs []string
	for _, r := range parts {
		if r.Parent != "" && r.Kind != providers.KindServer {
			accounts, refs = append(accounts, r.AccountID), append(refs, r.Parent)
		}
	}
	if len(refs) == 0 {
		return nil, nil
	}
	var servers []Resource
	err := sc.rows(ctx).Where("kind = ? AND account_id IN ? AND external_id IN ? AND gone_at IS NULL",
		providers.KindServer, accounts, refs).Find(&servers).Error
	owners := map[ID]Resource{}
	for _, r := range parts {
		for _, s := range servers {
			if s.AccountID == r.AccountID && s.ExternalID == r.Parent && s.Location == r.Location {
				owners[r.ID] = s
			}
		}
	}
	return owners, err
}
