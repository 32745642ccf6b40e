package actions

import (
	"strings"

	"github.com/shopspring/decimal"

	"pinfold/internal/form"
	"pinfold/internal/money"
)

// mostAmount bounds what one form may ask for; no provider documents a bound.
var mostAmount = decimal.NewFromInt(100_000_000)

// sumField asks for an amount of money in the account's currency.
func sumField(t Target, label string) form.Field {
	return form.Field{Name: "amount", Label: label, Kind: form.Text, Unit: t.currency(), MaxLength: 12, Autocomplete: "off",
		Help:  "0.01 to " + money.Group(mostAmount.String()) + ", with up to two decimals.",
		Check: func(value string) string { _, sentence := readSum(value); return sentence }}
}

// readSum reads an amount that a person typed. A comma stands for a decimal
// point; one that seems to part thousands is refused rather than guessed at.
func readSum(typed string) (sum decimal.Decimal, sentence string) {
	text := strings.Replace(strings.TrimSpace(typed), ",", ".", 1)
	sum, err := decimal.NewFromString(text)
	switch {
	case err != nil || strings.ContainsAny(text, "eE+"):
		return sum, "An amount looks like 100 or 100.50, without separators between thousands."
	case sum.Exponent() < -2:
		return sum, "At most two decimals, and no separators between thousands."
	case !sum.IsPositive():
		return sum, "More than 0."
	case sum.GreaterThan(mostAmount):
		return sum, "At most " + money.Group(mostAmount.String()) + "."
	}
	return sum, ""
}

// sumOf is the amount of a form as it is sent: with a point and two decimals.
func sumOf(in form.Values) string {
	sum, _ := readSum(in["amount"])
	return sum.StringFixed(2)
}

// sumText is the amount of a form for people, "" while it cannot be read.
func sumText(t Target, in form.Values) string {
	sum, sentence := readSum(in["amount"])
	if sentence != "" {
		return ""
	}
	return money.Text(sum, t.currency())
}

// sameSum reports whether two decimal numbers are the same amount.
func sameSum(a, b string) bool {
	x, errX := decimal.NewFromString(a)
	y, errY := decimal.NewFromString(b)
	return errX == nil && errY == nil && x.Equal(y)
}
