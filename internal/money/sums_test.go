package money_test

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"pinfold/internal/money"
)

// TestSumsNeverMixCurrencies: whatever is added in whatever order, each
// currency has the sum of its own amounts, and one sum exists only with a rate
// for each.
func TestSumsNeverMixCurrencies(t *testing.T) {
	codes := []string{"EUR", "USD", "RUB", "IDR"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		sums, want := money.Sums{}, map[string]decimal.Decimal{}
		for range random.IntN(30) {
			code, amount := codes[random.IntN(len(codes))], decimal.New(random.Int64N(2_000_000)-1_000_000, -int32(random.IntN(6)))
			sums.Add(amount, code)
			want[code] = want[code].Add(amount)
		}
		rates := money.Rates{Base: codes[random.IntN(len(codes))], Per: map[string]decimal.Decimal{}}
		for _, code := range codes {
			if code != rates.Base && random.IntN(3) > 0 {
				rates.Per[code] = decimal.New(1+random.Int64N(500_000), -3)
			}
		}
		one, all := decimal.Zero, true
		for code, sum := range want {
			if !sums[code].Equal(sum) {
				t.Fatalf("%s is %s, not %s", code, sums[code], sum)
			}
			in, ok := rates.To(sum, code)
			one, all = one.Add(in), all && ok
			if ok && code == rates.Base && !in.Equal(sum) {
				t.Fatalf("the base currency changed: %s to %s", sum, in)
			}
		}
		if len(sums) != len(want) {
			t.Fatalf("%d currencies, not %d", len(sums), len(want))
		}
		if got, ok := sums.In(rates); ok != all || ok && !got.Equal(one) {
			t.Fatalf("%v in %s: %s, %v; want %s, %v", sums, rates.Base, got, ok, one, all)
		}
	}
}

func TestSumsWithoutRates(t *testing.T) {
	sums := money.Sums{}
	sums.Add(decimal.NewFromInt(5), "EUR")
	if _, ok := sums.In(money.Rates{}); ok {
		t.Error("a sum without a base")
	}
	if _, ok := sums.In(money.Rates{Base: "USD", Per: map[string]decimal.Decimal{"EUR": decimal.Zero}}); ok {
		t.Error("a sum by a rate of nothing")
	}
	if got := money.Amount(decimal.RequireFromString("-1234.5")); got != "−1,234.50" {
		t.Error(got)
	}
}
