// Package money writes sums the way the panel shows them.
package money

import (
	"strings"

	"github.com/shopspring/decimal"
)

// space keeps a number and its currency on one line; minus is longer than a
// hyphen, which is too short beside digits.
const (
	space = "\u00a0"
	minus = "−"
)

// Text is an amount with its currency, always with two digits:
// "1,234.00 RUB".
func Text(amount decimal.Decimal, currency string) string {
	return text(amount, 2, 2) + space + currency
}

// Price is a price, which may have up to five digits: "0.00125 EUR".
func Price(amount decimal.Decimal, currency string) string {
	return text(amount, 2, 5) + space + currency
}

// Plain is an amount without its currency, with two digits: "1,234.00".
func Plain(amount decimal.Decimal) string { return text(amount, 2, 2) }

func text(amount decimal.Decimal, least, most int32) string {
	whole, fraction, _ := strings.Cut(amount.Abs().StringFixed(most), ".")
	for len(fraction) > int(least) && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	out := Group(whole) + "." + fraction
	if amount.IsNegative() && !amount.Round(most).IsZero() {
		return minus + out
	}
	return out
}

// Group groups digits by threes: "1,284".
func Group(digits string) string {
	var out strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// Column writes prices that stand below each other, without their currency:
// all with as many digits as the longest needs, two to five.
func Column(amounts []decimal.Decimal) []string {
	digits := int32(2)
	for _, amount := range amounts {
		_, fraction, _ := strings.Cut(text(amount, 2, 5), ".")
		digits = max(digits, int32(len(fraction)))
	}
	out := make([]string, 0, len(amounts))
	for _, amount := range amounts {
		out = append(out, text(amount, digits, digits))
	}
	return out
}
