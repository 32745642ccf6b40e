package fleet

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// ofCosts stores what each billing account cost since it was last asked. The
// provider tells sums of the month: the difference to what the days before had
// is that of today, and after a pause that of all the days since.
func (w spendWork) ofCosts(ctx context.Context, reader providers.CostReader) error {
	accounts, _, err := w.scope.Things(ctx, w.account.ID, providers.KindBilling, 0, billingMost)
	if err != nil || len(accounts) == 0 {
		return err
	}
	servers, err := w.serversByName(ctx)
	if err != nil {
		return err
	}
	for _, billing := range accounts {
		lines, err := reader.Costs(ctx, billing.Ref())
		if err == nil {
			err = w.recordCosts(ctx, billing, lines, servers)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

const billingMost = 20

// serversByName are the servers of the account whose name no other has, also
// those that are gone: the month still has their cost.
func (w spendWork) serversByName(ctx context.Context) (map[string]models.ID, error) {
	rows, err := w.scope.ServersOfAccount(ctx, w.account.ID)
	names := map[string]models.ID{}
	for _, server := range rows {
		if _, twice := names[server.Name]; twice {
			names[server.Name] = 0
		} else {
			names[server.Name] = server.ID
		}
	}
	return names, err
}

func (w spendWork) recordCosts(ctx context.Context, billing models.Resource, lines []providers.UsageLine, servers map[string]models.ID) error {
	now := w.store.Now()
	today, month := now.Format(time.DateOnly), now.Format("2006-01")+"-01"
	before, err := w.scope.SpendOf(ctx, w.account.ID, models.SpendUsage, billing.ExternalID, month, today)
	if err != nil {
		return err
	}
	all := map[models.ID]models.Amounts{0: {}}
	for _, line := range lines {
		server := servers[line.Server]
		if all[server] == nil {
			all[server] = models.Amounts{}
		}
		if err := add(all[server], line.Kind, line.Cost); err != nil {
			return err
		}
	}
	first := month
	for _, row := range before {
		first = max(first, nextDay(row.Day))
	}
	s := models.Spending{SpendKey: w.key(models.SpendUsage, billing.ExternalID, today), First: first, Currency: w.currency,
		Amounts: models.Amounts{}, Servers: map[models.ID]models.Amounts{}}
	less(all, before)
	for server, amounts := range all {
		for kind, amount := range amounts {
			s.Amounts[kind] = s.Amounts[kind].Add(amount)
		}
		if server != 0 {
			s.Servers[server] = amounts
		}
	}
	return w.scope.RecordSpend(ctx, s)
}

// less takes what earlier days had off the sums of the month. What is not a
// server's is the account's sum without its servers. A sum that shrank is none
// of today's.
func less(sums map[models.ID]models.Amounts, before []models.Spend) {
	for _, row := range before {
		if row.ServerID == 0 {
			sums[0][row.Kind] = sums[0][row.Kind].Sub(row.Value())
			continue
		}
		sums[0][row.Kind] = sums[0][row.Kind].Add(row.Value())
		if mine := sums[row.ServerID]; mine != nil {
			mine[row.Kind] = mine[row.Kind].Sub(row.Value())
		}
	}
	for _, amounts := range sums {
		for kind, amount := range amounts {
			amounts[kind] = decimal.Max(decimal.Zero, amount)
		}
	}
}

func nextDay(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, 1).Format(time.DateOnly)
}
