package handlers

import (
	"cmp"

	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/invoices"
	"pinfold/web/templates/ui"
)

// fillPaper adds what stands on an invoice.
func fillPaper(t actions.Target, page *invoices.Page) {
	facts := t.Resource.Invoice()
	page.To, page.Issued, page.Total = facts.To, facts.IssuedAt, page.Amount+"\u00a0"+page.Currency
	if page.Amount == "" {
		page.Total = "not told"
	}
	page.Quantity, page.Price = "Quantity", "Each"
	if everyUnit(facts.Lines, "h") {
		page.Quantity, page.Price = "Hours", "Per hour"
	}
	prices, amounts := columnOf(facts.Lines, func(l providers.InvoiceLine) string { return l.Price }),
		columnOf(facts.Lines, func(l providers.InvoiceLine) string { return l.Amount })
	for i, line := range facts.Lines {
		page.Lines = append(page.Lines, invoices.Line{Name: line.Name, Quantity: quantityText(line.Quantity), Unit: line.Unit, Price: prices[i], Amount: amounts[i]})
	}
	page.Totals = totalsOf(facts)
	for _, one := range t.Resource.Payments() {
		amount := plainAmount(one.Amount)
		if amount != "" {
			amount += "\u00a0" + cmp.Or(one.Currency, page.Currency)
		}
		page.Payments = append(page.Payments, invoices.Payment{At: one.At, Amount: cmp.Or(amount, "not told"), Method: sentenceStart(one.Method), ID: one.ID})
	}
}

func everyUnit(lines []providers.InvoiceLine, unit string) bool {
	for _, line := range lines {
		if line.Unit != unit {
			return false
		}
	}
	return len(lines) > 0
}

// columnOf writes the amounts of the lines with as many digits as the longest
// needs; what is not told stays empty.
func columnOf(lines []providers.InvoiceLine, of func(providers.InvoiceLine) string) []string {
	amounts, known := make([]decimal.Decimal, len(lines)), make([]bool, len(lines))
	for i, line := range lines {
		value, err := decimal.NewFromString(of(line))
		amounts[i], known[i] = value, err == nil
	}
	texts := money.Column(amounts)
	for i := range texts {
		if !known[i] {
			texts[i] = ""
		}
	}
	return texts
}

// quantityText writes a quantity; thousands are grouped.
func quantityText(text string) string {
	n, err := decimal.NewFromString(text)
	if err == nil && n.IsInteger() && !n.IsNegative() {
		return money.Group(n.String())
	}
	return text
}

// totalsOf are the sums between the lines and the total. What is nothing is
// left out, but for the subtotal.
func totalsOf(f providers.InvoiceFacts) (all []ui.BillLine) {
	add := func(label, share, amount string, less, always bool) {
		value, err := decimal.NewFromString(amount)
		if err != nil || value.IsZero() && !always {
			return
		}
		if less {
			value = value.Abs().Neg()
		}
		if percent, err := decimal.NewFromString(share); err == nil && !percent.IsZero() {
			label += ", " + percent.String() + "\u00a0%"
		}
		all = append(all, ui.BillLine{What: label, Sum: money.Plain(value)})
	}
	add("Subtotal", "", f.Subtotal, false, true)
	add("Discount", f.DiscountPercent, f.Discount, true, false)
	add("Tax", f.TaxPercent, f.Tax, false, false)
	add("Credit", "", f.Credit, true, false)
	return all
}

// sentenceStart begins a provider's words with a capital letter.
func sentenceStart(text string) string {
	if text == "" || text[0] < 'a' || text[0] > 'z' {
		return text
	}
	return string(text[0]-'a'+'A') + text[1:]
}
