//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// unpaid are the invoices of the first billing account that the panel knows to
// be unpaid.
func (w *trialWorld) unpaid() []models.Resource {
	w.t.Helper()
	rows, _, err := w.db.scope.Invoices(w.t.Context(), models.InvoiceQuery{Limit: 100})
	w.db.must(err)
	return slices.DeleteFunc(rows, func(r models.Resource) bool { return r.Invoice().Billing != "6" })
}

// owes makes the provider write an invoice to the first billing account, and
// returns it once the panel knows it.
func (w *trialWorld) owes(amount string) models.Resource {
	w.t.Helper()
	known := map[models.ID]bool{}
	for _, r := range w.unpaid() {
		known[r.ID] = true
	}
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateInvoice, Target: "6", Value: amount})
	w.client.Post(accountPath(w.db.Account())+"/refresh", nil)
	var fresh models.Resource
	EventuallyWithin(w.t, time.Minute, "the invoice is known", func() bool {
		for _, r := range w.unpaid() {
			if !known[r.ID] {
				fresh = r
			}
		}
		return fresh.ID != 0
	})
	return fresh
}

// anInvoice picks an unpaid invoice that no trial has used yet.
func anInvoice(w *trialWorld) string {
	w.t.Helper()
	for _, r := range w.unpaid() {
		if !w.used[r.ID] {
			w.used[r.ID] = true
			return fmt.Sprintf("/invoices/%d", r.ID)
		}
	}
	w.t.Fatal("no unpaid invoice is left")
	return ""
}

// aDebtor is the billing account that owes money.
func aDebtor(w *trialWorld) string {
	w.t.Helper()
	if len(w.unpaid()) == 0 {
		w.owes("7.30")
	}
	rows, err := w.db.scope.BillingAccounts(w.t.Context())
	w.db.must(err)
	for _, r := range rows {
		if r.ExternalID == "6" {
			return fmt.Sprintf("/billing/%d", r.ID)
		}
	}
	w.t.Fatal("there is no billing account 6")
	return ""
}

func TestIDCloudHostPayments(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{
		{
			name: "IDC-77", op: "IDC-77", action: "invoice.pay", on: anInvoice, sentence: "IDCloudHost refused",
			done: func(w *trialWorld, op models.Operation) {
				r, err := w.db.scope.Resource(w.t.Context(), providers.KindInvoice, op.ResourceID)
				w.db.must(err)
				if sent := w.newest("IDC-77"); sent.Target != r.ExternalID || sent.Details["amount"] != r.Invoice().Total || !r.Invoice().Paid {
					w.t.Errorf("%+v; the invoice is %+v", sent, r.Invoice())
				}
				page := w.client.Get(fmt.Sprintf("/money/invoices/%d", r.ID))
				for _, text := range []string{"Paid", r.Invoice().Total + " EUR", "ends in 1111", "Pay invoice " + r.Name} {
					if !strings.Contains(strings.ReplaceAll(page.Text(), "\u00a0", " "), text) {
						w.t.Errorf("the page lacks %q:\n%s", text, page.Text())
					}
				}
			},
		},
		{
			name: "IDC-76", op: "IDC-76", action: "billing.pay_amount", on: aDebtor, fill: map[string]string{"amount": "2,5"}, sentence: "IDCloudHost refused",
			done: func(w *trialWorld, _ models.Operation) {
				if sent := w.newest("IDC-76"); sent.Target != "6" || sent.Details["amount"] != "2.50" {
					w.t.Errorf("%+v", sent)
				}
			},
		},
		{
			name: "IDC-75", op: "IDC-75", action: "billing.pay_all", on: aDebtor, sentence: "The unpaid amount is",
			refuse: func(w *trialWorld, _ string) { // Another invoice comes up while the person looks at the sum.
				w.mutate(sandbox.Mutation{Kind: sandbox.MutateInvoice, Target: "6", Value: "3.33"})
			},
			done: func(w *trialWorld, _ models.Operation) {
				if left := w.unpaid(); len(left) != 0 {
					w.t.Errorf("%d invoices are unpaid", len(left))
				}
				if sent := w.newest("IDC-75"); sent.Target != "6" {
					w.t.Errorf("%+v", sent)
				}
			},
		},
	})
}

// TestPaidElsewhere: nothing is sent for an invoice that somebody paid at the
// provider meanwhile, nor where the unpaid amount cannot be read.
func TestPaidElsewhere(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	invoice := w.unpaid()[0]
	w.mutate(sandbox.Mutation{Kind: sandbox.MutatePay, Target: invoice.ExternalID})
	op := w.ends(w.start(trial{action: "invoice.pay"}, fmt.Sprintf("/invoices/%d", invoice.ID)).ID)
	if op.Status != models.StatusFailed || !strings.Contains(op.Error, "is paid already. Nothing was sent.") {
		t.Errorf("%s: %s", op.Status, op.Error)
	}
	if r, err := w.db.scope.Resource(t.Context(), providers.KindInvoice, invoice.ID); err != nil || !r.Invoice().Paid {
		t.Errorf("the page does not know: %v", err)
	}
	target := aDebtor(w)
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-63", Kind: sandbox.FaultStatus, Status: http.StatusForbidden})
	op = w.ends(w.start(trial{action: "billing.pay_all"}, target).ID)
	if page := w.client.Get(fmt.Sprintf("/operations/%d", op.ID)); op.Status != models.StatusFailed || !strings.Contains(page.Text(), "IDCloudHost") {
		t.Errorf("%s: %s", op.Status, op.Error)
	}
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-73", Kind: sandbox.FaultStatus, Status: http.StatusForbidden})
	path := fmt.Sprintf("/money/invoices/%d", invoice.ID)
	if page := w.client.Post(path+"/refresh", nil); page.Status != http.StatusOK || !strings.Contains(page.Text(), "The invoice could not be read.") {
		t.Errorf("status %d:\n%s", page.Status, page.Text())
	}
	if n := len(w.box.writes("IDC-75")) + len(w.box.writes("IDC-77")); n != 0 {
		t.Errorf("%d payments", n)
	}
}

// TestPaysOnce: fifty parallel payments of one invoice, through one form and
// through forms of their own, are one call; so is a payment whose answer was
// lost, which the browser sees found.
// Case 20: 50 payments of one invoice at once.
func TestPaysOnce(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	t.Run("one form", func(t *testing.T) {
		w := w.in(t)
		path := fmt.Sprintf("/invoices/%d/actions/invoice.pay", w.unpaid()[0].ID)
		form := formOf(t, w.client, path)
		w.fifty(func() { w.client.Post(path, form) })
		w.paidOnce(1)
	})
	t.Run("forms of their own, for two ways to pay", func(t *testing.T) {
		w := w.in(t)
		path := fmt.Sprintf("/invoices/%d/actions/invoice.pay", w.unpaid()[0].ID)
		all := aDebtor(w) + "/actions/billing.pay_amount"
		one, other := formOf(t, w.client, path), formOf(t, w.client, all)
		other.Set("amount", "6")
		for _, op := range []string{"IDC-76", "IDC-77"} { // The first is under way until all have come.
			w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: op, Kind: sandbox.FaultLate, Delay: 4 * time.Second})
		}
		var mu sync.Mutex
		n := 0
		w.fifty(func() {
			mu.Lock()
			n++
			to, form := path, cloneForm(one)
			if n%2 == 0 {
				to, form = all, cloneForm(other)
			}
			form.Set("form_id", fmt.Sprint("own-", n))
			mu.Unlock()
			w.client.Post(to, form)
		})
		w.settled()
		if n := len(w.box.writes("IDC-77")) + len(w.box.writes("IDC-76")); n != 2 { // One here, one before.
			t.Errorf("%d payments at the ledger", n)
		}
	})
}

func cloneForm(form map[string][]string) (clone url.Values) {
	clone = url.Values{}
	for name, values := range form {
		clone[name] = values
	}
	return clone
}

// fifty does something fifty times at once.
func (w *trialWorld) fifty(do func()) {
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(do)
	}
	wg.Wait()
}

func (w *trialWorld) settled() {
	w.t.Helper()
	EventuallyWithin(w.t, time.Minute, "all ends", func() bool { return w.db.Open() == 0 })
}

func (w *trialWorld) paidOnce(want int) {
	w.t.Helper()
	w.settled()
	if n := len(w.box.writes("IDC-77")); n != want {
		w.t.Errorf("%d payments at the ledger, want %d", n, want)
	}
}

// TestPaysAnInvoiceWhoseAnswerIsLost in the browser: one charge.
// Case 23: an answer is lost after the provider executed.
func TestPaysAnInvoiceWhoseAnswerIsLost(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 21, Servers: 3, Pace: 300 * time.Millisecond}, "PANEL_LOOK_FOR=10s")
	page := h.Page()
	h.SignIn(page)
	w := &trialWorld{t: t, slug: providers.IDCloudHost, box: h.Box, client: ClientOf(t, h.Panel, Email), used: map[models.ID]bool{}}
	w.client.Connect(w.slug, h.Box.four()[w.slug].fill)
	w.db = OpenData(t, h.Panel)
	EventuallyWithin(t, time.Minute, "the account is read", func() bool { return w.db.read() == 1 })
	invoice := w.unpaid()[0]
	sum := invoice.Invoice().Left + "\u00a0IDR"
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-77", Kind: sandbox.FaultLost, Times: 1})
	h.Goto(page, fmt.Sprintf("/money/invoices/%d", invoice.ID))
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Pay " + sum}).Click())
	dialog := page.Locator("#dialog")
	h.Must(h.Expect.Locator(dialog).ToContainText("You pay"))
	h.Must(h.Expect.Locator(dialog).ToContainText("The card is charged " + sum + ", once."))
	h.Must(dialog.Locator("form button[type=submit]").Dblclick())
	h.Must(h.Expect.Locator(page.Locator("#invoice-page h1 + .state")).ToHaveText("Paid"))
	h.Must(h.Expect.Locator(page.Locator("#payments")).ToContainText(invoice.Invoice().Left + "\u00a0EUR"))
	w.paidOnce(1)
}
