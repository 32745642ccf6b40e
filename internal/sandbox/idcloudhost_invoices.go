package sandbox

import (
	"encoding/json"
	"slices"
	"strconv"
)

// Statuses of an invoice.
const (
	idcUnpaid = 5
	idcPaid   = 10
)

// idcInvoice is an invoice as IDC-73 and IDC-74 show it.
type idcInvoice struct {
	Snapshot     string           `json:"account_snapshot"`
	Billing      int              `json:"billing_account_id"`
	Created      int64            `json:"created"`
	Discount     json.Number      `json:"discount_percentage"`
	Due          int64            `json:"due_date"`
	ID           int              `json:"id"`
	Name         string           `json:"name,omitempty"`
	Padded       string           `json:"padded_id"`
	PeriodEnd    int64            `json:"period_end"`
	PeriodStart  int64            `json:"period_start"`
	Records      []idcRecord      `json:"records_list"`
	Status       int              `json:"status"`
	Totals       idcTotals        `json:"totals"`
	Transactions []idcTransaction `json:"transaction_list"`
	VAT          json.Number      `json:"vat_percentage"`
	// topUp is the credit that a payment brings, in hundredths.
	topUp int
}

type idcRecord struct {
	Amount  json.Number `json:"amount"`
	Created int64       `json:"created"`
	Descr   string      `json:"descr"`
	ID      int         `json:"id"`
	Invoice int         `json:"invoice_id"`
	Price   json.Number `json:"item_price"`
	Name    string      `json:"name"`
	Qty     json.Number `json:"qty"`
	Unit    string      `json:"qty_unit"`
}

type idcTotals struct {
	Subtotal json.Number `json:"subtotal"`
	Discount json.Number `json:"discount_amount"`
	Credit   json.Number `json:"credit"`
	Tax      json.Number `json:"vat_tax"`
	Total    json.Number `json:"total"`
}

type idcTransaction struct {
	Data       string      `json:"additional_data"`
	Amount     json.Number `json:"amount"`
	Created    int64       `json:"created"`
	ID         int         `json:"id"`
	Identifier string      `json:"identifier"`
	Card       int         `json:"payment_object_id"`
}

// left is what an invoice still asks for, in hundredths.
func (i *idcInvoice) left() int {
	if i.Status == idcPaid {
		return 0
	}
	cents := idcCentsOf(i.Totals.Total)
	for _, t := range i.Transactions {
		cents -= idcCentsOf(t.Amount)
	}
	return max(0, cents)
}

// copy keeps an answer from changing with the world.
func (i *idcInvoice) copy() idcInvoice {
	out := *i
	out.Transactions = slices.Clone(i.Transactions)
	return out
}

// invoice finds an invoice by the number of a parameter.
func (w *idcWorld) invoice(id string) (*idcInvoice, bool) {
	return idcFind(w.invoices, func(i *idcInvoice) bool { return strconv.Itoa(i.ID) == id })
}

// listInvoices answers IDC-74, the newest first.
func (w *idcWorld) listInvoices(c *call) reply {
	account, ok := w.billingOf(c.req.URL.Query().Get("billing_account_id"))
	if !ok {
		return idcForbidden()
	}
	out := []idcInvoice{}
	for _, one := range w.invoices {
		if one.Billing == idcNumber(account["id"]) {
			out = append(out, one.copy())
		}
	}
	slices.SortStableFunc(out, func(a, b idcInvoice) int { return int(b.Created - a.Created) })
	return idcOK(out)
}

// showInvoice answers IDC-73.
func (w *idcWorld) showInvoice(c *call) reply {
	one, ok := w.invoice(c.req.URL.Query().Get("invoice_id"))
	if !ok {
		return idcForbidden()
	}
	return idcOK(one.copy())
}

// showUnpaid answers IDC-63.
func (w *idcWorld) showUnpaid(c *call) reply {
	account, ok := w.billingOf(c.req.URL.Query().Get("billing_account_id"))
	if !ok {
		return idcForbidden()
	}
	return idcOK(map[string]any{"message": w.unpaidOf(idcNumber(account["id"]))})
}

// unpaid are the invoices of a billing account that ask for money, the oldest
// first, which is the order in which they are paid.
func (w *idcWorld) unpaid(billing int) []*idcInvoice {
	var out []*idcInvoice
	for _, one := range w.invoices {
		if one.Billing == billing && one.left() > 0 {
			out = append(out, one)
		}
	}
	slices.SortStableFunc(out, func(a, b *idcInvoice) int { return int(a.Created - b.Created) })
	return out
}
