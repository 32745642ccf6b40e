package sandbox

import (
	"encoding/json"
	"strconv"
	"time"
)

// generateMoney adds what an account with many servers has beside the samples:
// cards that are about to expire, that wait to be verified and that are
// declined, and billing accounts without a company.
func (w *idcWorld) generateMoney(now time.Time) {
	if !w.hasBilling(6) || w.hasBilling(129180) { // It has no samples, or all of this.
		return
	}
	w.newCard(6, "mastercard", "4444", now.AddDate(-1, 0, 0))
	w.newCard(6, "visa", "0002", now.AddDate(-2, 0, 0))
	w.newCard(6, "visa", "4242", now).Verified = false
	for id, title := range []string{"Lab", "Old project", "Staging", "Trials", "Warehouse"} {
		w.billing = append(w.billing, newIDCBilling(129180+id, title, now))
	}
	w.credit = append(w.credit, idcCredit{Amount: "12.50", Billing: 129180, Created: now.AddDate(0, -7, 0).Unix(), Description: "First billing account", ID: w.shared.newID()})
	w.generateInvoices(now)
}

func newIDCBilling(id int, title string, now time.Time) map[string]any {
	return map[string]any{
		"id": json.Number(strconv.Itoa(id)), "title": title, "email": "lab@example.com", "city": "Tartu", "country": "EE",
		"can_pay": false, "created": now.AddDate(0, -7, 0).Unix(), "credit_amount": json.Number("12.50"), "discount_percentage": 0,
		"is_deleted": false, "unpaid_amount": json.Number("0"), "user_id": 8, "vat_percentage": 20,
		"running_totals": map[string]any{
			"credit_amount": 0, "credit_available": json.Number("12.50"), "discount_amount": 0, "ongoing": 0, "subtotal": 0, "total": 0, "vat_tax": 0,
		},
	}
}
