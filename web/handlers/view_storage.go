package handlers

import (
	"cmp"
	"context"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/storage"
	"pinfold/web/templates/ui"
)

func (p *panel) storageRows(c echo.Context, rows []models.Resource, accounts map[models.ID]models.Account) ([]storage.Row, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	busy, err := scope.Newest(ctx, resourceIDs(rows))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	payers := map[models.ID]map[string]string{}
	shown := make([]storage.Row, 0, len(rows))
	for i := range rows {
		r := rows[i]
		t := p.targetOf(accounts[r.AccountID], &r)
		if op, ok := busy[r.ID]; ok {
			t.Busy = &op
		}
		if payers[r.AccountID] == nil {
			if payers[r.AccountID], err = billingNames(ctx, scope, r.AccountID); err != nil {
				return nil, err
			}
		}
		shown = append(shown, p.storageRow(ctx, t, payers[r.AccountID]))
	}
	return shown, nil
}

func (p *panel) storageRow(ctx context.Context, t actions.Target, payers map[string]string) storage.Row {
	r := *t.Resource
	state := storageState(t)
	row := storage.Row{
		ID: rowID(r), Href: resourceURL(r.Kind, r.ID), Name: t.Name(), What: sentenceCase(pageOf(r.Kind).one),
		Kind: state.Kind, Word: state.Word, Detail: state.Detail,
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
		Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r),
	}
	switch {
	case r.Kind == providers.KindBucket:
		row.Size, row.Objects = ui.BytesText(ctx, r.Holds().SizeBytes), ui.NumberText(r.Holds().Objects)
		row.Billing, row.Created = payers[r.Bucket().Billing], r.Bucket().CreatedAt
		row.Billing = cmp.Or(row.Billing, r.Bucket().Billing)
	case !r.Storage().S3:
		row.Size = ui.BytesText(ctx, r.Stored().SizeBytes)
	}
	return row
}

// billingNames are the names of an account's billing accounts by id.
func billingNames(ctx context.Context, scope models.Scope, account models.ID) (map[string]string, error) {
	known, err := scope.Offerings(ctx, account, providers.KindBilling)
	names := map[string]string{}
	for _, o := range known.Known(providers.KindBilling) {
		names[o.ID] = cmp.Or(o.Name, o.ID)
	}
	return names, err
}

// storageState is what a bucket, a store or a key is doing: our own operation
// first.
func storageState(t actions.Target) servers.State {
	r := *t.Resource
	s := servers.State{Percent: -1, Kind: ui.Running, Word: "In use"}
	switch {
	case t.Busy != nil:
		return operationState(*t.Busy)
	case r.GoneAt != nil:
		s.Kind, s.Word = ui.Was, "Gone"
	case r.Kind == providers.KindBucket && r.Holds().Objects == 0, r.Kind == providers.KindStorage && !r.Storage().S3 && r.Stored().SizeBytes == 0:
		s.Kind, s.Word = ui.Stopped, "Empty"
	case r.Kind == providers.KindStorage && r.Storage().S3 && r.Storage().Login == "":
		s.Kind, s.Word = ui.Stopped, "No user yet"
	case r.Kind == providers.KindS3Key, r.Kind == providers.KindStorage && r.Storage().S3:
		s.Kind, s.Word = ui.OK, "Ready"
	}
	return s
}
