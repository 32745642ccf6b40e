package sandbox

import (
	"encoding/json"
	"fmt"
	"math"
	"time"
)

// idcMonths is how far back generated invoices go.
const idcMonths = 12

// addInvoices puts the invoices of the document's sample into the world.
func (w *idcWorld) addInvoices() { w.invoices = idcSample[[]*idcInvoice]("74") }

// generateInvoices makes up a year of monthly invoices, and moves those of the
// sample to these weeks: some are due, some overdue. The newest of those made
// up has many lines.
func (w *idcWorld) generateInvoices(now time.Time) {
	w.moveSamples(now)
	month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	servers := w.billedTo(6)
	for back := idcMonths; back >= 2; back-- {
		lines := 24
		if back == 2 {
			lines = 200
		}
		start := month.AddDate(0, -back, 0)
		one := w.monthly(6, servers[:min(lines, len(servers))], start)
		card, _ := w.charged(6)
		if card != nil && one.left() > 0 {
			w.pay(one, one.left(), card, time.Unix(one.Created, 0).Add(time.Duration(20+back)*time.Hour))
		}
		w.invoices = append(w.invoices, one)
	}
	for i, title := range []string{"Shop", "Studio", "Blog"} {
		w.generatePayer(129190+i, title, now)
	}
}

// generatePayer adds a billing account with a card and an invoice to pay.
func (w *idcWorld) generatePayer(id int, title string, now time.Time) {
	account := newIDCBilling(id, title, now)
	account["can_pay"], account["primary_card"] = true, w.billing[0]["primary_card"]
	w.billing = append(w.billing, account)
	w.newCard(id, "visa", "4242", now.AddDate(-1, 0, 0))
	one := w.newInvoice(id, now.AddDate(0, 0, -3))
	one.PeriodStart, one.PeriodEnd = now.AddDate(0, -1, -3).Unix(), now.AddDate(0, 0, -3).Unix()
	one.add(w, "Object storage", "720", "h", "0.01250")
	one.sum(0, "20")
	w.invoices = append(w.invoices, one)
}

// billedTo are the servers that a billing account pays for.
func (w *idcWorld) billedTo(billing int) (all []*idcVM) {
	for _, location := range w.shared.locations {
		for _, vm := range w.places[location.Slug].vms {
			if vm.BillingAccount == billing {
				all = append(all, vm)
			}
		}
	}
	return all
}

// monthly is the invoice of a month, written on the second day of the next.
func (w *idcWorld) monthly(billing int, servers []*idcVM, start time.Time) *idcInvoice {
	end := start.AddDate(0, 1, 0)
	one := w.newInvoice(billing, end.Add(26*time.Hour))
	one.Name, one.PeriodStart, one.PeriodEnd = "Invoice", start.Unix(), end.Unix()
	hours := int(end.Sub(start).Hours())
	for i, vm := range servers {
		price := 0.00521*float64(vm.VCPU) + 0.00329*float64(vm.Memory)/1024 + 0.0001*float64(vm.Storage[0].Size)
		name := fmt.Sprintf("%s, %d CPUs, %d GB RAM, %d GB disk", vm.Name, vm.VCPU, vm.Memory/1024, vm.Storage[0].Size)
		one.add(w, name, fmt.Sprint(hours-i*i%97), "h", json.Number(fmt.Sprintf("%.5f", price)))
	}
	credit := 0
	if start.Month()%4 == 0 {
		credit = 344
	}
	one.sum(credit, "20")
	return one
}

// add writes a line. Its amount is not rounded to whole hundredths.
func (i *idcInvoice) add(w *idcWorld, name, qty, unit string, price json.Number) {
	each, _ := price.Float64()
	n, _ := json.Number(qty).Float64()
	i.Records = append(i.Records, idcRecord{
		Amount: json.Number(fmt.Sprintf("%.5f", each*n)), Created: i.Created, Descr: "TODO", ID: w.shared.newID(), Invoice: i.ID,
		Price: price, Name: name, Qty: json.Number(qty), Unit: unit,
	})
}

// sum fills in the totals of the lines, with a tax in percent and a credit in
// hundredths that pays a part.
func (i *idcInvoice) sum(credit int, vat json.Number) {
	total := 0.0
	for _, r := range i.Records {
		amount, _ := r.Amount.Float64()
		total += amount
	}
	percent, _ := vat.Float64()
	subtotal := int(math.Round(total * 100))
	tax := int(math.Round(float64(subtotal) * percent / 100))
	credit = min(credit, subtotal+tax)
	i.VAT = vat
	i.Totals = idcTotals{Subtotal: idcAmount(subtotal), Discount: "0", Credit: idcAmount(-credit), Tax: idcAmount(tax), Total: idcAmount(subtotal + tax - credit)}
}

// moveSamples moves the invoices of the sample so that the newest was written
// twelve days ago.
func (w *idcWorld) moveSamples(now time.Time) {
	var newest int64
	for _, one := range w.invoices {
		newest = max(newest, one.Created)
	}
	by := now.AddDate(0, 0, -12).Unix() - newest
	for _, one := range w.invoices {
		back := 0
		if one.PeriodEnd < one.Created {
			back = -1
		}
		one.Created, one.Due = one.Created+by, one.Due+by
		at := time.Unix(one.Created, 0).UTC()
		start := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, back, 0)
		one.PeriodStart, one.PeriodEnd = start.Unix(), start.AddDate(0, 1, 0).Unix()
		for i := range one.Records {
			one.Records[i].Created += by
		}
		for i := range one.Transactions {
			one.Transactions[i].Created += by
		}
	}
}
