package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/providers"
)

// owed is an invoice of the house's account, in its currency.
func (h *house) owed(id, left string, due time.Time, lines ...providers.InvoiceLine) string {
	h.t.Helper()
	item := providers.Observation{Kind: providers.KindInvoice, ID: id, Name: "00" + id, State: providers.Waiting, StateWord: "Unpaid"}
	facts := providers.InvoiceFacts{Number: item.Name, Billing: "6", Total: "1210.5", Left: left, DueAt: due.UTC(), IssuedAt: due.UTC().AddDate(0, 0, -14),
		PeriodStart: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), PeriodEnd: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC),
		Subtotal: "1000", Tax: "210.5", TaxPercent: "21", To: []string{"Firma <b>", "=Küla"}, Lines: lines}
	if left == "0" {
		item.State, facts.Paid = providers.Available, true
		item.Gauges = providers.InvoiceGauges{Transactions: []providers.Transaction{{ID: "1", Amount: "1210.5", Method: "visa, ends in 1111", At: due.UTC()}}}
	}
	item.Facts = facts
	return resourceURL(item.Kind, h.observed(item).ID)
}

func TestInvoicesAreListed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	now := h.Now()
	h.owed("1", "10", now.AddDate(0, 0, -2))
	h.owed("2", "1210.5", now.AddDate(0, 0, 9))
	h.owed("3", "0", now.AddDate(0, 0, -40))
	h.order("77", providers.OrderUnpaid, "Pending")
	ann := h.as(h.scope)
	const list = "/money/invoices"
	ann.get(list).want(t, 200, "001", "Overdue by 2 days", "002", "Due in 9 days", "left to pay", "Waits for payment", "In all")
	ann.get(list+"?show=overdue").want(t, 200, "001")
	for path, gone := range map[string]string{list: "003", list + "?show=overdue": "002", list + "?show=paid": "002", list + "?q=002": ">001<",
		list + "?month=2026-01&show=all": ">001<", list + "?billing=99": ">001<", list + "?account=99": ">001<"} {
		if page := ann.get(path); page.StatusCode != 200 || strings.Contains(page.body, gone) {
			t.Errorf("%s (status %d) has %s", path, page.StatusCode, gone)
		}
	}
	ann.get(list+"?show=paid").want(t, 200, "003", "Paid")
	ann.get(list+"?q=nothing").want(t, 200, "Nothing fits")
	for _, sort := range []string{"number", "-due", "amount", "period", "state", "-odd"} {
		ann.get(list+"?show=all&sort="+sort).want(t, 200, "001", "003")
	}
	file := ann.get(list + ".csv?show=all")
	file.want(t, 200, "number,kind,provider", "001,invoice,Clodo", "paid")
	if n := strings.Count(file.body, "\n"); n != 5 {
		t.Errorf("%d lines:\n%s", n, file.body)
	}
	ann.get("/").want(t, 200, "Invoice 001: Overdue by 2 days")
}

// TestAnInvoiceIsShown with many lines, as text and inert in a file.
func TestAnInvoiceIsShown(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var lines []providers.InvoiceLine
	for i := range 200 {
		lines = append(lines, providers.InvoiceLine{Name: fmt.Sprintf("=server %d", i), Quantity: "1344", Unit: "h", Price: "0.02882", Amount: "5"})
	}
	path := h.owed("1", "1210.5", h.Now().AddDate(0, 0, -2), lines...)
	ann := h.as(h.scope)
	page := ann.get(path)
	page.want(t, 200, "Invoice 001", "Firma &lt;b&gt;", "1 to 28 Feb 2026", "Per hour", "1,344", "0.02882", "Tax, 21", "1,210.50", "server 199",
		"tells of no payment", "The binding invoice is the one Clodo sends.")
	file := ann.get(path + "/lines.csv")
	file.want(t, 200, "invoice,for,quantity", "'=server 199,1344,h,0.02882,5")
	ann.get(h.owed("3", "0", h.Now())).want(t, 200, "Paid", "Visa, ends in 1111")
	for _, odd := range []string{"/money/invoices/0", "/money/invoices/x", "/money/invoices/99999/lines.csv", "/money/invoices/99999/read"} {
		ann.get(odd).want(t, http.StatusNotFound)
	}
}
