package sandbox

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// idcCredit is one change of a billing account's credit.
type idcCredit struct {
	Amount      json.Number `json:"amount"`
	Billing     int         `json:"billing_account_id"`
	Created     int64       `json:"created"`
	Description string      `json:"description"`
	ID          int         `json:"id"`
}

// listCredit answers IDC-70, the newest first.
func (w *idcWorld) listCredit(c *call) reply {
	account, ok := w.billingOf(c.req.URL.Query().Get("billing_account_id"))
	if !ok {
		return idcForbidden()
	}
	out := []idcCredit{}
	for _, entry := range w.credit {
		if entry.Billing == idcNumber(account["id"]) {
			out = append(out, entry)
		}
	}
	slices.SortStableFunc(out, func(a, b idcCredit) int { return int(b.Created - a.Created) })
	return idcOK(out)
}

var idcSum = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,2})?$`)

// sum reads an amount of money that is more than nothing, as hundredths.
func (in *idcInput) sum(name string) int {
	text := in.text(name)
	cents := idcCentsOf(json.Number(text))
	if !idcSum.MatchString(text) || cents <= 0 {
		in.fail("Invalid value for parameter: " + name)
	}
	return cents
}

// buyCredit answers IDC-71.
func (w *idcWorld) buyCredit(c *call) reply {
	in := readIDCInput(c, "billing_account_id", "payment_object_id", "amount")
	account, known := w.billingOf(in.values.Get("billing_account_id"))
	card, has := w.card(in.values.Get("payment_object_id"))
	cents := in.sum("amount")
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case !known || !has || card.Billing != idcNumber(account["id"]):
		return idcForbidden()
	case card.byInvoice():
		return idcBad("Payment object is not a credit card.")
	case !card.Verified:
		return idcBad("Payment object is not verified.")
	case strings.Contains(card.Data, `"last4": "0002"`):
		return idcBad("Your card was declined.")
	}
	w.addCredit(card.Billing, cents, "Credit purchase", c)
	c.changed(strconv.Itoa(card.Billing), "amount", string(idcAmount(cents)), "card", strconv.Itoa(card.ID))
	return idcDone()
}

// addCredit changes what a billing account has left, and says why.
func (w *idcWorld) addCredit(billing, cents int, why string, c *call) {
	w.credit = append(w.credit, idcCredit{Amount: idcAmount(cents), Billing: billing, Created: c.now.Unix(), Description: why, ID: w.shared.newID()})
	account, _ := w.billingOf(strconv.Itoa(billing))
	totals, _ := account["running_totals"].(map[string]any)
	totals = maps.Clone(totals)
	raise := func(was any) json.Number {
		before, _ := was.(json.Number)
		return idcAmount(idcCentsOf(before) + cents)
	}
	totals["credit_available"] = raise(totals["credit_available"])
	w.setBilling(billing, map[string]any{"credit_amount": raise(account["credit_amount"]), "running_totals": totals})
}

// requestInvoice answers IDC-72.
func (w *idcWorld) requestInvoice(c *call) reply {
	in := readIDCInput(c, "billing_account_id", "amount")
	account, known := w.billingOf(in.values.Get("billing_account_id"))
	cents := in.sum("amount")
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case !known:
		return idcForbidden()
	}
	billing := idcNumber(account["id"])
	w.invoiceTopUp(c, billing, cents)
	c.changed(strconv.Itoa(billing), "amount", string(idcAmount(cents)))
	return idcDone()
}
