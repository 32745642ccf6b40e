package clodo

import (
	"context"
	"net/http"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// balanceID stands for the one balance that an account has.
const balanceID = "balance"

// readBalance reads the account's balance, in roubles (CLO-43). An account
// without one answers 404.
func (c *Client) readBalance(ctx context.Context) (providers.Listing, error) {
	var sum string
	err := c.do(ctx, ask{op: "CLO-43", method: http.MethodGet, path: "/billing/balance", parse: func(a wire.Answer) error {
		told, err := api.Balance(a.Body)
		if err != nil {
			return err
		}
		if sum = amount(told); sum == "" {
			return wire.Plain("the balance is no number")
		}
		return nil
	}})
	switch {
	case providers.KindOf(err) == providers.ErrNotFound:
		return providers.Listing{Complete: true}, nil
	case err != nil:
		return providers.Listing{}, err
	}
	return providers.Listing{Complete: true, Items: []providers.Observation{{
		Kind: providers.KindBilling, ID: balanceID, Name: "Clodo balance", State: providers.Available,
		Facts: providers.BillingFacts{}, Gauges: providers.BillingGauges{Balance: sum},
	}}}, nil
}
