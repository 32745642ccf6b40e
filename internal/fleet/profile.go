package fleet

import (
	"context"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// profileSource is the list that a refresh finds the profile in.
const profileSource = "profile"

// ReadProfile reads the profile of the account's owner because a person asks,
// and stores it. A provider without one is left alone.
func (f *Fleet) ReadProfile(ctx context.Context, account models.Account) error {
	account, scope, err := f.store.WorkerAccount(ctx, account.TeamID, account.ID)
	if err != nil {
		return err
	}
	client, err := f.Client(account)
	if err != nil {
		return err
	}
	reader, ok := client.(providers.ProfileReader)
	if !ok {
		return nil
	}
	intake := f.Intake(account, scope)
	intake.Began = f.store.Now()
	item, err := reader.Profile(ctx)
	if err != nil {
		return err
	}
	id, err := intake.One(ctx, profileSource, item)
	f.publish(account, string(providers.KindProfile), int64(id))
	return err
}

// LimitsNow asks the provider what is left of the account's rate limits.
func (f *Fleet) LimitsNow(ctx context.Context, account models.Account) ([]providers.LimitUse, error) {
	client, err := f.Client(account)
	if err != nil {
		return nil, err
	}
	if meter, ok := client.(providers.LimitMeter); ok {
		return meter.LimitsNow(ctx)
	}
	return nil, nil
}
