package ui

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// space keeps a number and its unit on one line.
const space = "\u00a0"

// minus is the sign of a negative number; a hyphen is too short beside digits.
const minus = "−"

// NumberText groups the digits of a whole number: "1,284".
func NumberText(n int64) string {
	text := strconv.FormatInt(n, 10)
	digits, negative := strings.CutPrefix(text, "-")
	text = group(digits)
	if negative {
		return minus + text
	}
	return text
}

func group(digits string) string {
	var out strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// PercentText is a whole percentage: "54 %".
func PercentText(n int) string {
	return strconv.Itoa(n) + space + "%"
}

// MoneyText is an amount with its currency, always with two digits:
// "1,234.00 RUB".
func MoneyText(amount decimal.Decimal, currency string) string {
	return amountText(amount, 2, 2) + space + currency
}

// PriceText is a price, which may have up to five digits: "0.00125 EUR".
func PriceText(amount decimal.Decimal, currency string) string {
	return amountText(amount, 2, 5) + space + currency
}

func amountText(amount decimal.Decimal, least, most int32) string {
	whole, fraction, _ := strings.Cut(amount.Abs().StringFixed(most), ".")
	for len(fraction) > int(least) && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	text := group(whole) + "." + fraction
	if amount.IsNegative() && !amount.Round(most).IsZero() {
		return minus + text
	}
	return text
}
