package models

import (
	"context"

	"pinfold/internal/providers"
)

// adopt adds to what is known the things of the listing that belonged to
// another parent until now, such as an address that moved to another server.
func (in Intake) adopt(ctx context.Context, known map[string]*Resource, source providers.Source, items []providers.Observation) error {
	if source.Parent == "" {
		return nil
	}
	var ids []string
	for _, item := range items {
		if known[resourceKey(item.Kind, item.Location, item.ID)] == nil {
			ids = append(ids, item.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var rows []Resource
	err := in.Scope.rows(ctx).Where("account_id = ? AND kind IN ? AND external_id IN ? AND parent <> ?",
		in.Account.ID, source.Kinds, ids, source.Parent).Find(&rows).Error
	listed := map[string]bool{}
	for _, item := range items {
		listed[resourceKey(item.Kind, item.Location, item.ID)] = true
	}
	for i, row := range rows {
		if key := resourceKey(row.Kind, row.Location, row.ExternalID); listed[key] {
			known[key] = &rows[i]
		}
	}
	return err
}
