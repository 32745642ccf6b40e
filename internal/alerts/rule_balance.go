package alerts

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
)

// balanceLow tells of billing accounts with less left than the team chose for
// their currency.
var balanceLow = Rule{
	Name: "balance.low", Label: "Low balance", Severity: Urgent,
	Help: "A billing account holds less than you choose for its currency.",
	Find: func(ctx context.Context, in In) (found []Subject, err error) {
		if len(in.Settings.Balances) == 0 {
			return nil, nil
		}
		rows, _, err := in.Scope.AllOf(ctx, providers.KindBilling, 0, models.AlertMost)
		for _, r := range rows {
			if s, low := in.lowBalance(r); low {
				found = append(found, s)
			}
		}
		return found, err
	},
}

func (in In) lowBalance(r models.Resource) (Subject, bool) {
	var gauges providers.BillingGauges
	_ = json.Unmarshal(r.Gauges, &gauges) // Gauges of another shape tell no balance.
	currency := in.Accounts[r.AccountID].Currency
	least, set := in.Settings.Balances[currency]
	balance, err := decimal.NewFromString(gauges.Balance)
	if !set || err != nil {
		return Subject{}, false
	}
	limit, err := decimal.NewFromString(least)
	if err != nil || !balance.LessThan(limit) {
		return Subject{}, false
	}
	name := cmp.Or(r.Name, r.ExternalID)
	return Subject{Key: fmt.Sprint("billing-", r.ID), Account: r.AccountID, Path: fmt.Sprintf("/accounts/%d", r.AccountID),
		Title: "Low balance: " + money.Text(balance, currency) + " at " + in.account(r.AccountID),
		Text:  "Billing account " + name + " holds less than " + money.Text(limit, currency) + "."}, true
}
