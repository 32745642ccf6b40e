package money_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"pinfold/internal/money"
)

func TestSums(t *testing.T) {
	for in, want := range map[string][2]string{
		"1234.5":    {"1,234.50 EUR", "1,234.50 EUR"},
		"0.0000342": {"0.00 EUR", "0.00003 EUR"},
		"-0.004":    {"0.00 EUR", "−0.004 EUR"},
		"-12":       {"−12.00 EUR", "−12.00 EUR"},
	} {
		amount := decimal.RequireFromString(in)
		for i, got := range []string{money.Text(amount, "EUR"), money.Price(amount, "EUR")} {
			if strings.ReplaceAll(got, "\u00a0", " ") != want[i] {
				t.Errorf("%s is written %q", in, got)
			}
		}
	}
}
