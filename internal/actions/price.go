package actions

import (
	"github.com/shopspring/decimal"

	"pinfold/internal/form"
	"pinfold/internal/money"
	"pinfold/internal/providers"
)

// Price is how the price of a new thing comes about, by the hour.
type Price struct {
	Currency string
	Lines    []PriceLine
	// Sum is that of the lines, Month what it makes in 30 days, with the currency.
	Sum, Month string
	// Notes say what the sum leaves out.
	Notes []string
}

// PriceLine is one part of a price: "2 CPU", "0.00521 each", "0.01042".
type PriceLine struct{ What, Each, Sum string }

// priceOf works out what an order for a new server costs by the provider's
// price list, nil where none is known.
func priceOf(t Target, in form.Values) *Price {
	pricer, ok := t.Vendor.Zero.(providers.OrderPricer)
	if !ok || t.Known == nil {
		return nil
	}
	of := pricer.AmountsOf(in)
	p := &Price{Currency: t.currency()}
	var lines []costing
	for _, part := range partsOf(of) {
		line, ok := part.cost(t)
		if !ok {
			return nil
		}
		if part.amount == 0 {
			p.Notes = []string{"Without what is not filled in yet."}
			continue
		}
		lines = append(lines, line)
	}
	license, ok := licenseOf(t, of)
	if ok && !license.sum.IsZero() {
		lines = append(lines, license)
	}
	if !ok {
		p.Notes = append(p.Notes, "The license of the system costs extra. "+noPrice(t))
	}
	if of.Addresses > 0 {
		p.Notes = append(p.Notes, "The public address costs extra. "+noPrice(t))
	}
	p.Notes = append(p.Notes, "By "+t.Vendor.Name+"’s price list. Tax may come on top.")
	p.write(lines)
	return p
}

// write puts the sums into words.
func (p *Price) write(lines []costing) {
	sums, units, sum := []decimal.Decimal{}, []decimal.Decimal{}, decimal.Zero
	for _, line := range lines {
		sums, units, sum = append(sums, line.sum), append(units, line.each), sum.Add(line.sum)
	}
	texts, each := money.Column(append(sums, sum)), money.Column(units)
	for i, line := range lines {
		p.Lines = append(p.Lines, PriceLine{What: line.what, Each: each[i] + " " + line.per, Sum: texts[i]})
	}
	p.Sum = texts[len(lines)]
	p.Month = money.Text(sum.Mul(decimal.NewFromInt(hours30)), p.Currency)
}

// sentence is the price in one line.
func (p *Price) sentence() string {
	return p.Sum + "\u00a0" + p.Currency + " per hour, about " + p.Month + " in 30 days."
}
