package fleet

import (
	"context"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// Statement asks what an account was charged in a period, for one server or,
// without one, for all.
func (f *Fleet) Statement(ctx context.Context, account models.Account, server *models.Resource, from, to time.Time) (providers.Statement, error) {
	client, err := f.Client(account)
	if err != nil {
		return providers.Statement{}, err
	}
	reader, ok := client.(providers.StatementReader)
	if !ok {
		return providers.Statement{}, models.ErrNotFound
	}
	ref := providers.Ref{}
	if server != nil {
		ref = server.Ref()
	}
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	return reader.Statement(ctx, ref, from, to)
}

// Costs asks what the resources of a billing account have cost this month.
func (f *Fleet) Costs(ctx context.Context, account models.Account, billing models.Resource) ([]providers.UsageLine, error) {
	client, err := f.Client(account)
	if err != nil {
		return nil, err
	}
	reader, ok := client.(providers.CostReader)
	if !ok {
		return nil, models.ErrNotFound
	}
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	return reader.Costs(ctx, billing.Ref())
}
