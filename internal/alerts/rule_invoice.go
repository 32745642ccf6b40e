package alerts

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
)

// invoiceDue tells of invoices to be paid: once before the day, and once more
// when it has passed.
var invoiceDue = Rule{
	Name: "invoice.due", Label: "Invoice due", Severity: Warning,
	Help: "An invoice is not paid and its day comes; urgent once the day has passed.",
	Find: func(ctx context.Context, in In) (found []Subject, err error) {
		rows, err := in.Scope.UnpaidInvoices(ctx, in.Now.Add(days(in.Settings.InvoiceDays)))
		for _, r := range rows {
			if s, due := in.dueInvoice(r); due {
				found = append(found, s)
			}
		}
		return found, err
	},
}

func (in In) dueInvoice(r models.Resource) (Subject, bool) {
	var facts providers.InvoiceFacts
	if err := json.Unmarshal(r.Facts, &facts); err != nil || facts.Paid {
		return Subject{}, false
	}
	name := "Invoice " + cmp.Or(facts.Number, r.Name, r.ExternalID)
	s := Subject{Key: fmt.Sprint("invoice-", r.ID), Account: r.AccountID, Path: fmt.Sprintf("/invoices/%d", r.ID)}
	sum := ""
	if total, err := decimal.NewFromString(facts.Total); err == nil {
		if total.IsZero() {
			return Subject{}, false
		}
		sum = ": " + money.Text(total, in.Accounts[r.AccountID].Currency)
	}
	s.Text = in.account(r.AccountID) + sum + "."
	switch {
	case facts.DueAt.IsZero():
		s.Title = name + " is not paid"
	case facts.DueAt.After(in.Now):
		s.Title = name + " is due on " + dayText(facts.DueAt)
	default:
		s.Key, s.Severity, s.Since = s.Key+"-overdue", Urgent, facts.DueAt
		s.Title = name + " was due on " + dayText(facts.DueAt)
	}
	return s, true
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

// dayText is a day as people write it, in UTC as providers count.
func dayText(at time.Time) string { return at.UTC().Format("2 January 2006") }
