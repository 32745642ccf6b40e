package idcloudhost

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// details collects labeled values and leaves out what is not known.
type details []providers.Detail

func (d *details) add(label, value string) {
	if value = strings.TrimSpace(value); value != "" {
		*d = append(*d, providers.Detail{Label: label, Value: value})
	}
}

func (d *details) text(label string, value wire.String) { d.add(label, string(value)) }

func (d *details) truth(label string, value wire.Bool) {
	switch {
	case value.Known && value.Value:
		d.add(label, "yes")
	case value.Known:
		d.add(label, "no")
	}
}

func (d *details) time(label string, value wire.String) {
	if at := timeOf(value); !at.IsZero() {
		d.add(label, at.UTC().Format(time.RFC3339))
	}
}

func (d *details) amount(label string, value wire.String) { d.add(label, amount(value)) }

// amount spells a sum of money without an exponent: prices come as 3.42e-05.
// What is no number, or one of absurd size, is "".
func amount(text wire.String) string {
	value, err := decimal.NewFromString(text.Trim())
	if err != nil || value.Exponent() < -maxDigits || value.Exponent() > maxDigits || len(text) > 2*maxDigits {
		return ""
	}
	return value.String()
}

// maxDigits bounds what an exponent may unfold to.
const maxDigits = 30
