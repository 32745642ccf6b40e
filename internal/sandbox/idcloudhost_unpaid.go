package sandbox

import (
	"encoding/json"
	"fmt"
	"time"
)

// unpaidOf returns what the invoices of a billing account still ask for.
func (w *idcWorld) unpaidOf(billing int) json.Number {
	cents := 0
	for _, one := range w.unpaid(billing) {
		cents += one.left()
	}
	return idcAmount(cents)
}

// invoiceTopUp writes an invoice of the amount, in hundredths, for IDC-72.
func (w *idcWorld) invoiceTopUp(c *call, billing, cents int) {
	one := w.newInvoice(billing, c.now)
	one.Name, one.topUp = "Credit top up", cents
	one.PeriodStart, one.PeriodEnd = c.now.Unix(), c.now.Unix()
	one.add(w, "Credit top up", "1", "pcs", idcAmount(cents))
	one.sum(0, "0")
	w.invoices = append(w.invoices, one)
}

// newInvoice returns an unpaid invoice without lines, due in two weeks.
func (w *idcWorld) newInvoice(billing int, at time.Time) *idcInvoice {
	id := w.shared.newID()
	return &idcInvoice{
		Snapshot: w.snapshot(billing), Billing: billing, Created: at.Unix(), Discount: "0", Due: at.AddDate(0, 0, 14).Unix(), ID: id,
		Padded: fmt.Sprintf("%09d", id), Records: []idcRecord{}, Status: idcUnpaid, Transactions: []idcTransaction{}, VAT: "20",
	}
}

// snapshot is the billing account as it is written to an invoice: JSON in a
// string.
func (w *idcWorld) snapshot(billing int) string {
	account, _ := w.billingOf(fmt.Sprint(billing))
	kept := map[string]any{}
	for _, name := range []string{"address_line1", "city", "company_name", "company_reg_code", "company_vat_number", "country",
		"county", "created", "email", "id", "is_deleted", "post_index", "title", "user_id"} {
		if value, ok := account[name]; ok {
			kept[name] = value
		}
	}
	raw, err := json.Marshal(kept)
	if err != nil {
		panic("sandbox: snapshot of a billing account: " + err.Error())
	}
	return string(raw)
}
