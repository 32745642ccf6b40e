package idcloudhost

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

// The documented statuses of an invoice.
const (
	invoiceUnpaid = 5
	invoicePaid   = 10
)

func observeInvoice(i api.Invoice) providers.Observation {
	totals, to := i.Totals.Value, decodeText[api.Snapshot](i.Snapshot)
	facts := providers.InvoiceFacts{
		Number: cmp.Or(i.Number.Trim(), i.ID.Trim()), Billing: i.Billing.Trim(), Title: purposeOf(i.Name),
		IssuedAt: timeOf(i.Created), DueAt: timeOf(i.Due), PeriodStart: timeOf(i.PeriodStart), PeriodEnd: timeOf(i.PeriodEnd),
		Subtotal: amount(totals.Subtotal), Discount: amount(totals.Discount), Credit: amount(totals.Credit), Tax: amount(totals.Tax),
		Total: amount(totals.Total), TaxPercent: amount(i.VAT), DiscountPercent: amount(i.Discount), To: addressLines(to),
	}
	for _, line := range i.Lines {
		facts.Lines = append(facts.Lines, providers.InvoiceLine{
			Name: line.Name.Trim(), Quantity: amount(line.Qty), Unit: line.Unit.Trim(), Price: amount(line.Price), Amount: amount(line.Amount),
		})
	}
	payments := transactionsOf(i.Transactions)
	o := providers.Observation{
		Kind: providers.KindInvoice, ID: i.ID.Trim(), Name: facts.Number, State: providers.Unknown, StateWord: statusWord(i.Status),
		Gauges: providers.InvoiceGauges{Transactions: payments},
	}
	switch i.Status.Value {
	case invoiceUnpaid:
		o.State, facts.Left = providers.Waiting, leftOf(facts.Total, payments)
	case invoicePaid:
		o.State, facts.Paid, facts.Left = providers.Available, true, "0"
	}
	o.Facts = facts
	return o
}

func statusWord(status wire.Int) string {
	switch {
	case !status.Known:
		return ""
	case status.Value == invoiceUnpaid:
		return "Unpaid"
	case status.Value == invoicePaid:
		return "Paid"
	}
	return decimal.NewFromInt(status.Value).String()
}

// purposeOf is what an invoice is for. "Invoice" and "Invoice <nr>", a template
// that was not filled in, say nothing.
func purposeOf(name wire.String) string {
	if text := name.Trim(); !strings.HasPrefix(strings.ToLower(text), "invoice") {
		return text
	}
	return ""
}

// leftOf is a total without what was paid of it, "" for a total that is not
// told.
func leftOf(total string, payments []providers.Transaction) string {
	left, err := decimal.NewFromString(total)
	if err != nil {
		return ""
	}
	for _, p := range payments {
		if paid, err := decimal.NewFromString(p.Amount); err == nil {
			left = left.Sub(paid)
		}
	}
	return decimal.Max(left, decimal.Zero).String()
}

func transactionsOf(list []api.Transaction) (all []providers.Transaction) {
	for _, t := range list {
		data := decodeText[api.TransactionData](t.Data)
		all = append(all, providers.Transaction{
			ID: cmp.Or(t.ID.Trim(), t.Identifier.Trim()), At: timeOf(t.Created), Amount: amount(t.Amount),
			Currency: currencyOf(data.Currency), Method: cardText(data.Card.Value),
		})
	}
	slices.SortStableFunc(all, func(a, b providers.Transaction) int { return a.At.Compare(b.At) })
	return all
}

func currencyOf(code wire.String) string {
	text := strings.ToUpper(code.Trim())
	if len(text) != 3 || strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	return text
}

// addressLines are the lines of whom an invoice was written to: the name, the
// address, and the numbers of a company.
func addressLines(s api.Snapshot) []string {
	joined := func(parts ...wire.String) string {
		var told []string
		for _, part := range parts {
			if part.Trim() != "" {
				told = append(told, part.Trim())
			}
		}
		return strings.Join(told, ", ")
	}
	numbers := ""
	if s.RegCode.Trim() != "" {
		numbers = "Reg. " + s.RegCode.Trim()
	}
	if s.VATCode.Trim() != "" {
		numbers = joined(wire.String(numbers), "VAT "+s.VATCode)
	}
	lines := []string{cmp.Or(s.Company.Trim(), s.Title.Trim()), joined(s.Address1, s.Address2), joined(s.Post, s.City, s.County, s.Country), numbers}
	if lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" }); len(lines) == 0 {
		return nil
	}
	return lines
}

// decodeText decodes JSON in a string; what is none, such as Python text, tells
// nothing.
func decodeText[T any](text wire.String) (value T) {
	var told T
	if wire.JSON([]byte(text), &told) == nil {
		return told
	}
	return value
}
