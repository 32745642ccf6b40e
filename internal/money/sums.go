package money

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

// Sums are sums of money by currency. Amounts of two currencies are never
// added to each other; In turns them into one with rates.
type Sums map[string]decimal.Decimal

// Add adds an amount to the sum of its currency.
func (s Sums) Add(amount decimal.Decimal, currency string) {
	s[currency] = s[currency].Add(amount)
}

// Currencies lists the currencies, by name.
func (s Sums) Currencies() []string { return slices.Sorted(maps.Keys(s)) }

// Rates are what one unit of the base currency is worth in others.
type Rates struct {
	Base string
	Per  map[string]decimal.Decimal
}

// To returns the amount in the base currency, and false without a rate for its
// currency.
func (r Rates) To(amount decimal.Decimal, currency string) (decimal.Decimal, bool) {
	if r.Base == "" {
		return decimal.Zero, false
	}
	if currency == r.Base {
		return amount, true
	}
	rate, ok := r.Per[currency]
	if !ok || !rate.IsPositive() {
		return decimal.Zero, false
	}
	return amount.DivRound(rate, 12), true
}

// In returns the sums as one in the base currency. Without a rate for each of
// the currencies there is none.
func (s Sums) In(r Rates) (decimal.Decimal, bool) {
	all := decimal.Zero
	for currency, sum := range s {
		one, ok := r.To(sum, currency)
		if !ok {
			return decimal.Zero, false
		}
		all = all.Add(one)
	}
	return all, r.Base != ""
}

// Amount writes an amount without its currency, always with two digits.
func Amount(amount decimal.Decimal) string { return text(amount, 2, 2) }
