package fleet

import (
	"context"
	"strings"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// billsMost bounds how many invoices and orders of one account are looked at.
const billsMost = 2000

// ofInvoices stores what invoices of periods that are over ask for, by their
// lines. Credit pays for an invoice and lowers no cost.
func (w spendWork) ofInvoices(ctx context.Context) error {
	invoices, _, err := w.scope.Things(ctx, w.account.ID, providers.KindInvoice, 0, billsMost)
	if err != nil || len(invoices) == 0 {
		return err
	}
	have, err := w.recorded(ctx, models.SpendInvoice)
	if err != nil {
		return err
	}
	servers, err := w.serversByName(ctx)
	if err != nil {
		return err
	}
	for _, r := range invoices {
		facts := r.Invoice()
		if have[r.ExternalID] || facts.PeriodStart.IsZero() || len(facts.Lines) == 0 || !facts.PeriodEnd.Before(w.store.Now()) || !facts.PeriodEnd.After(facts.PeriodStart) {
			continue
		}
		if err := w.ofInvoice(ctx, r.ExternalID, facts, servers); err != nil {
			return err
		}
	}
	return nil
}

func (w spendWork) ofInvoice(ctx context.Context, id string, facts providers.InvoiceFacts, servers map[string]models.ID) error {
	s := models.Spending{SpendKey: w.key(models.SpendInvoice, id, lastDay(facts.PeriodEnd)), First: facts.PeriodStart.UTC().Format(time.DateOnly),
		Final: true, Currency: w.currency, Amounts: models.Amounts{}, Servers: map[models.ID]models.Amounts{}}
	for _, line := range facts.Lines {
		kind, server := kindOfLine(line.Name), serverOfLine(line.Name, servers)
		if server != 0 {
			kind = providers.SpendServer
		}
		if add(s.Amounts, kind, line.Amount) != nil {
			return nil // A line that cannot be read makes the sum untrue.
		}
		if server != 0 && s.Servers[server] == nil {
			s.Servers[server] = models.Amounts{}
		}
		if server != 0 {
			_ = add(s.Servers[server], kind, line.Amount) // It was read above.
		}
	}
	if add(s.Amounts, providers.SpendTax, facts.Tax) != nil || add(s.Amounts, providers.SpendOther, negative(facts.Discount)) != nil {
		return nil
	}
	return w.scope.RecordSpend(ctx, s)
}

func negative(sum string) string {
	if sum == "" || strings.HasPrefix(sum, "-") {
		return sum
	}
	return "-" + sum
}

// lastDay is the day that a period ends with. One that ends at midnight ends
// with the day before.
func lastDay(end time.Time) string {
	return end.UTC().Add(-time.Nanosecond).Format(time.DateOnly)
}

// recorded are the references of what was stored from a source.
func (w spendWork) recorded(ctx context.Context, source models.SpendSource) (map[string]bool, error) {
	readings, err := w.scope.SpendDays(ctx, w.account.ID, source, "")
	have := map[string]bool{}
	for _, r := range readings {
		have[r.Ref] = true
	}
	return have, err
}

// lineWords tell what a line of an invoice is about. The first that is in its
// name counts.
var lineWords = []struct {
	word string
	kind providers.SpendKind
}{
	{"object storage", providers.SpendStorage}, {"s3", providers.SpendStorage}, {"backup", providers.SpendBackup},
	{"snapshot", providers.SpendBackup}, {"license", providers.SpendLicense}, {"windows", providers.SpendLicense},
	{"floating ip", providers.SpendAddress}, {"ip address", providers.SpendAddress}, {"traffic", providers.SpendTraffic},
	{"cpu", providers.SpendServer}, {"virtual machine", providers.SpendServer}, {"vm", providers.SpendServer},
	{"ram", providers.SpendMemory}, {"storage", providers.SpendDisk}, {"disk", providers.SpendDisk}, {"tax", providers.SpendTax},
}

func kindOfLine(name string) providers.SpendKind {
	name = strings.ToLower(name)
	for _, one := range lineWords {
		if strings.Contains(name, one.word) {
			return one.kind
		}
	}
	return providers.SpendOther
}

// serverOfLine is the server that a line begins with, 0 for none.
func serverOfLine(name string, servers map[string]models.ID) models.ID {
	first, _, _ := strings.Cut(name, ",")
	return servers[strings.TrimSpace(first)]
}

// ofOrders stores the amounts of orders that were seen to be paid, on the day
// on which that was seen: no order tells its date.
func (w spendWork) ofOrders(ctx context.Context) error {
	orders, _, err := w.scope.Things(ctx, w.account.ID, providers.KindOrder, 0, billsMost)
	if err != nil || len(orders) == 0 {
		return err
	}
	have, err := w.recorded(ctx, models.SpendOrder)
	if err != nil {
		return err
	}
	for _, r := range orders {
		facts := r.Order()
		if have[r.ExternalID] || facts.Amount == "" || facts.Stage != providers.OrderPaid && facts.Stage != providers.OrderInstalled {
			continue
		}
		paid, err := w.scope.ChangedFrom(ctx, r.ID, "stage", string(providers.OrderUnpaid))
		if err != nil {
			return err
		}
		if paid.IsZero() {
			continue
		}
		day, amounts := paid.UTC().Format(time.DateOnly), models.Amounts{}
		if add(amounts, providers.SpendServer, facts.Amount) != nil {
			continue
		}
		err = w.scope.RecordSpend(ctx, models.Spending{SpendKey: w.key(models.SpendOrder, r.ExternalID, day), First: day, Final: true,
			Currency: w.currency, Amounts: amounts})
		if err != nil {
			return err
		}
	}
	return nil
}
