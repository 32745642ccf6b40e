package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// idcInvoiceRoutes are the calls about invoices and their payment.
func idcInvoiceRoutes() []route {
	on := func(op, method, path string, run func(*idcWorld, *call) reply) route {
		return route{op: op, method: method, path: "/payment" + path, run: func(c *call) reply { return run(c.account.world.(*idcWorld), c) }}
	}
	return []route{
		on("IDC-63", http.MethodGet, "/billing_account/unpaid_amount", (*idcWorld).showUnpaid),
		on("IDC-73", http.MethodGet, "/invoice", (*idcWorld).showInvoice),
		on("IDC-74", http.MethodGet, "/invoice/list", (*idcWorld).listInvoices),
		on("IDC-75", http.MethodPost, "/pay_all", (*idcWorld).payAll),
		on("IDC-76", http.MethodPost, "/pay_amount", (*idcWorld).payAmount),
		on("IDC-77", http.MethodPost, "/pay_invoice", (*idcWorld).payInvoice),
	}
}

// payInvoice answers IDC-77. The document shows no success; the answer is that
// of calls that return nothing else.
func (w *idcWorld) payInvoice(c *call) reply {
	in := readIDCInput(c, "invoice_id")
	one, ok := w.invoice(in.text("invoice_id"))
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case !ok:
		return idcForbidden()
	case one.left() == 0:
		return idcBad("Invoice is already paid.")
	}
	card, refused := w.charged(one.Billing)
	if card == nil {
		return refused
	}
	c.holds = w.shared.pace
	cents := one.left()
	w.pay(one, cents, card, c.now)
	c.changed(strconv.Itoa(one.ID), "amount", string(idcAmount(cents)), "billing", strconv.Itoa(one.Billing), "card", strconv.Itoa(card.ID))
	return idcDone()
}

// payAmount answers IDC-76.
func (w *idcWorld) payAmount(c *call) reply {
	in := readIDCInput(c, "billing_account_id", "amount")
	cents := in.sum("amount")
	return w.payOldest(c, in, cents)
}

// payAll answers IDC-75, in the shape of IDC-76: the document shows no success.
func (w *idcWorld) payAll(c *call) reply {
	in := readIDCInput(c, "billing_account_id")
	return w.payOldest(c, in, -1)
}

// payOldest pays the oldest invoices first. A negative sum stands for all that
// is unpaid.
func (w *idcWorld) payOldest(c *call, in *idcInput, cents int) reply {
	account, ok := w.billingOf(in.values.Get("billing_account_id"))
	if in.problem != "" {
		return idcBad(in.problem)
	}
	if !ok {
		return idcForbidden()
	}
	billing := idcNumber(account["id"])
	due := idcCentsOf(w.unpaidOf(billing))
	if cents < 0 {
		cents = due
	}
	switch {
	case due == 0:
		return idcBad("There are no unpaid invoices.")
	case cents > due:
		return idcBad("Amount is larger than the unpaid amount.")
	}
	card, refused := w.charged(billing)
	if card == nil {
		return refused
	}
	c.holds = w.shared.pace
	paid, names, left := []int{}, []string{}, cents
	for _, one := range w.unpaid(billing) {
		part := min(one.left(), left)
		if part == 0 {
			break
		}
		w.pay(one, part, card, c.now)
		left -= part
		paid, names = append(paid, one.ID), append(names, fmt.Sprintf("#%d", one.ID))
	}
	c.changed(strconv.Itoa(billing), "amount", string(idcAmount(cents)), "card", strconv.Itoa(card.ID), "invoices", strings.Join(names, " "))
	return idcOK(map[string]any{
		"amount_left": idcAmount(left), "amount_used": idcAmount(cents - left), "error_log": "", "paid_invoices": paid, "success": true,
		"message": "All amount were used. Invoices (" + strings.Join(names, ", ") + ") were paid fully or partially.",
	})
}

// charged is the card that a payment is taken from: the primary one.
func (w *idcWorld) charged(billing int) (*idcCard, reply) {
	account, _ := w.billingOf(strconv.Itoa(billing))
	card, ok := idcFind(w.cards, func(card *idcCard) bool { return card.Billing == billing && card.Primary })
	switch {
	case !ok, card.byInvoice(), account["can_pay"] != true:
		return nil, idcBad("Billing account has no credit card.")
	case !card.Verified:
		return nil, idcBad("Payment object is not verified.")
	case strings.Contains(card.Data, `"last4": "0002"`):
		return nil, idcBad("Your card was declined.")
	}
	return card, reply{}
}

// pay adds a transaction, with what the card's processor says of it in the
// shape of the document's.
func (w *idcWorld) pay(one *idcInvoice, cents int, card *idcCard, now time.Time) {
	id := w.shared.newID()
	identifier := fmt.Sprintf("tran_%028x", id)
	one.Transactions = append(one.Transactions, idcTransaction{
		Data: fmt.Sprintf(`{"id": %q, "amount": %d, "origin_amount": %d, "status": "closed", "description": "Invoice #%d", "livemode": false, `+
			`"refunds": null, "currency": "EUR", "created_at": %d, "response_code": 20000, "invoices": [], "payment": %s}`,
			identifier, cents, cents, one.ID, now.Unix(), card.Data),
		Amount: idcAmount(cents), Created: now.Unix(), ID: id, Identifier: identifier, Card: card.ID,
	})
	if one.left() > 0 {
		return
	}
	one.Status = idcPaid
	if one.topUp > 0 {
		w.addCredit(one.Billing, one.topUp, one.Name, &call{now: now})
	}
}

// payElsewhere pays an invoice as a person would in the provider's console.
func (w *idcWorld) payElsewhere(id string, now time.Time) error {
	one, ok := w.invoice(id)
	if !ok || one.left() == 0 {
		return fmt.Errorf("no unpaid invoice %q", id)
	}
	card, _ := w.charged(one.Billing)
	if card == nil {
		return fmt.Errorf("no card pays for invoice %q", id)
	}
	w.pay(one, one.left(), card, now)
	return nil
}
