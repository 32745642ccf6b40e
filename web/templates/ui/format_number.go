package ui

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"pinfold/internal/money"
)

// space keeps a number and its unit on one line.
const space = "\u00a0"

// minus is the sign of a negative number; a hyphen is too short beside digits.
const minus = "−"

// NumberText groups the digits of a whole number: "1,284".
func NumberText(n int64) string {
	text := strconv.FormatInt(n, 10)
	digits, negative := strings.CutPrefix(text, "-")
	text = money.Group(digits)
	if negative {
		return minus + text
	}
	return text
}

// PercentText is a whole percentage: "54 %".
func PercentText(n int) string {
	return strconv.Itoa(n) + space + "%"
}

// MoneyText is an amount with its currency, always with two digits:
// "1,234.00 RUB".
func MoneyText(amount decimal.Decimal, currency string) string {
	return money.Text(amount, currency)
}

// PriceText is a price, which may have up to five digits: "0.00125 EUR".
func PriceText(amount decimal.Decimal, currency string) string {
	return money.Price(amount, currency)
}
