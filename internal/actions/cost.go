package actions

import (
	"github.com/shopspring/decimal"

	"pinfold/internal/money"
	"pinfold/internal/providers"
)

// hours30 are the hours of 30 days.
const hours30 = 24 * 30

// pricePerHour is what the amounts cost at the target's provider by its price
// list, which the action has to name among its Uses.
func pricePerHour(t Target, of providers.Amounts) (decimal.Decimal, bool) {
	pricer, ok := t.Vendor.Zero.(providers.Pricer)
	if !ok {
		return decimal.Zero, false
	}
	return pricer.PricePerHour(t.Known, of)
}

// noPrice is the cost of what has no published price.
func noPrice(t Target) string { return t.Vendor.Name + " does not publish a price." }

// costOf says what more of something costs: "0.002 EUR per hour more, about
// 1.44 EUR in 30 days."
func costOf(t Target, of providers.Amounts) string { return costChange(t, providers.Amounts{}, of) }

// costChange says what another size costs more or less.
func costChange(t Target, before, after providers.Amounts) string {
	old, known := pricePerHour(t, before)
	price, ok := pricePerHour(t, after)
	switch change := price.Sub(old); {
	case !ok || !known:
		return noPrice(t)
	case change.IsZero():
		return "It costs the same as now."
	case change.IsNegative():
		return perHour(t, change.Neg()) + " per hour less, " + in30Days(t, change.Neg())
	default:
		return perHour(t, change) + " per hour more, " + in30Days(t, change)
	}
}

func perHour(t Target, price decimal.Decimal) string { return money.Price(price, t.currency()) }

func in30Days(t Target, price decimal.Decimal) string {
	return "about " + money.Text(price.Mul(decimal.NewFromInt(hours30)), t.currency()) + " in 30 days."
}

func (t Target) currency() string {
	if t.Account.Currency != "" {
		return t.Account.Currency
	}
	return t.Vendor.Currency
}
