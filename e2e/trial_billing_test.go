//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost"
	"pinfold/internal/sandbox"
)

// thingsOf are the present things of a kind.
func (w *trialWorld) thingsOf(kind providers.Kind) []models.Resource {
	w.t.Helper()
	rows, _, err := w.db.scope.AllOf(w.t.Context(), kind, 0, 100)
	w.db.must(err)
	return rows
}

// billing is the billing account with the provider's number.
func (w *trialWorld) billing(number string) models.Resource {
	w.t.Helper()
	for _, r := range w.thingsOf(providers.KindBilling) {
		if r.ExternalID == number {
			return r
		}
	}
	w.t.Fatalf("no billing account %s", number)
	return models.Resource{}
}

func (w *trialWorld) billingPath(number string) string {
	return fmt.Sprintf("/billing/%d", w.billing(number).ID)
}

// card picks a card that fits, another one each time unless it may come again.
func (w *trialWorld) card(again bool, fits func(providers.CardFacts) bool) models.Resource {
	w.t.Helper()
	for _, r := range w.thingsOf(providers.KindCard) {
		if fits(r.Card()) && (again || !w.used[r.ID]) {
			w.used[r.ID] = true
			return r
		}
	}
	w.t.Fatal("no card is left")
	return models.Resource{}
}

func onBilling(number string) func(*trialWorld) string {
	return func(w *trialWorld) string { return w.billingPath(number) }
}

// lostInvoice is what becomes of a request for an invoice whose answer was
// lost: it is found where invoices are listed.
func lostInvoice() trialLost {
	listed := slices.ContainsFunc((&idcloudhost.Client{}).Sources(), func(s providers.Source) bool {
		return slices.Contains(s.Kinds, providers.KindInvoice)
	})
	if listed {
		return lostFound
	}
	return lostAsked
}

const refusedByIDC = "IDCloudHost refused"

func TestIDCloudHostBilling(t *testing.T) {
	edit, token := map[string]string{"city": "Tartu"}, map[string]string{}
	credit, invoice, tokens := map[string]string{}, map[string]string{"amount": "1"}, 0
	doomed := []string{"129180", "129181", "129181"}
	tryAll(t, providers.IDCloudHost, []trial{
		{
			name: "IDC-57", op: "IDC-57", action: "server.billing", on: aServer, fill: map[string]string{"billing": "129075"}, sentence: refusedByIDC,
			done: func(w *trialWorld, op models.Operation) {
				r, err := w.db.scope.Resource(w.t.Context(), providers.KindServer, op.ResourceID)
				w.db.must(err)
				if r.Server().Billing != "129075" {
					w.t.Errorf("billing account %q pays", r.Server().Billing)
				}
				page := w.client.Get(fmt.Sprintf("/money/billing/%d/parts/servers", w.billing("129075").ID))
				if !strings.Contains(page.Text(), r.Name) {
					w.t.Errorf("%s is not on the page of who pays:\n%s", r.Name, page.Text())
				}
			},
		},
		{
			name: "IDC-60", op: "IDC-60", action: "billing.update", fill: edit, sentence: refusedByIDC,
			on: func(w *trialWorld) string { edit["city"] += "+"; return w.billingPath("6") },
			done: func(w *trialWorld, _ models.Operation) {
				fields, sent := w.billing("6").BillingFacts().Fields, w.newest("IDC-60").Details["sent"]
				if fields["city"] != edit["city"] || fields["company_name"] != "Firma" || fields["post_index"] != "314243123" ||
					!strings.Contains(sent, "referral_code") {
					w.t.Errorf("it is %v, sent were %s", fields, sent)
				}
			},
		},
		{name: "IDC-62", op: "IDC-62", action: "billing.default", on: onBilling("6"), sentence: refusedByIDC},
		{
			name: "IDC-64", op: "IDC-64", action: "billing.by_invoice", on: onBilling("6"), sentence: refusedByIDC,
			done: func(w *trialWorld, _ models.Operation) {
				w.card(true, func(f providers.CardFacts) bool { return f.ByInvoice && !f.Verified })
			},
		},
		{
			name: "IDC-67", op: "IDC-67", action: "billing.add_card", fill: token, sentence: "Your card was declined.",
			on: func(w *trialWorld) string {
				tokens++
				token["token"] = fmt.Sprintf("tok_e2e_%d", tokens)
				return w.billingPath("6")
			},
			refuse: func(*trialWorld, string) { token["token"] = "tok_declined" },
			done: func(w *trialWorld, op models.Operation) {
				if page := w.client.Get(fmt.Sprintf("/operations/%d", op.ID)); strings.Contains(page.Body, token["token"]) {
					w.t.Error("the page shows the token")
				}
			},
		},
		{
			name: "IDC-71", op: "IDC-71", action: "billing.buy_credit", fill: credit, sentence: "Your card was declined.",
			on: func(w *trialWorld) string {
				credit["amount"], credit["card"] = credit["amount"]+"1", "6"
				return w.billingPath("6")
			},
			refuse: func(w *trialWorld, _ string) {
				credit["card"] = w.card(true, func(f providers.CardFacts) bool { return f.Last4 == "0002" }).ExternalID
			},
			done: func(w *trialWorld, _ models.Operation) {
				if sent := w.newest("IDC-71"); sent.Details["amount"] != "1.00" || sent.Details["card"] != "6" || sent.Target != "6" {
					w.t.Errorf("bought %+v", sent)
				}
				if left := w.billing("6").BillingSums().Balance; left != "3" {
					w.t.Errorf("%s is left", left)
				}
			},
		},
		{
			name: "IDC-72", op: "IDC-72", action: "billing.request_invoice", fill: invoice, sentence: refusedByIDC, lost: lostInvoice(),
			on: func(w *trialWorld) string { invoice["amount"] += "0"; return w.billingPath("6") },
		},
		{
			name: "IDC-69", op: "IDC-69", action: "card.primary", sentence: refusedByIDC,
			on: func(w *trialWorld) string {
				return cardURL(w.card(true, func(f providers.CardFacts) bool { return f.Verified && !f.Primary && !f.ByInvoice }))
			},
			done: func(w *trialWorld, op models.Operation) {
				cards := w.thingsOf(providers.KindCard)
				chosen := cards[slices.IndexFunc(cards, func(r models.Resource) bool { return r.ID == op.ResourceID })]
				for _, r := range cards {
					if r.Parent == chosen.Parent && r.Card().Primary != (r.ID == op.ResourceID) {
						w.t.Errorf("%s primary: %v", r.Name, r.Card().Primary)
					}
				}
			},
		},
		{
			name: "IDC-65", op: "IDC-65", action: "card.delete", sentence: refusedByIDC,
			on: func(w *trialWorld) string {
				return cardURL(w.card(true, func(f providers.CardFacts) bool { return !f.Primary }))
			},
			done: func(w *trialWorld, op models.Operation) {
				if r, err := w.db.scope.Resource(w.t.Context(), providers.KindCard, op.ResourceID); err != nil || r.GoneAt == nil {
					w.t.Errorf("it is still there: %v", err)
				}
			},
		},
		{
			name: "IDC-58", op: "IDC-58", action: "billing.delete", sentence: refusedByIDC,
			on: func(w *trialWorld) string {
				number := doomed[0]
				doomed = doomed[1:]
				return w.billingPath(number)
			},
		},
	})
}

func cardURL(r models.Resource) string { return fmt.Sprintf("/cards/%d", r.ID) }

// TestEditsABillingAccountThatChangesMeanwhile: what somebody else changed is
// shown and not written over; what the form does not know stays.
func TestEditsABillingAccountThatChangesMeanwhile(t *testing.T) {
	t.Parallel()
	w := openWorldOf(t, providers.IDCloudHost, 2)
	path := w.billingPath("6") + "/actions/billing.update"
	edit := func(set map[string]string, meanwhile string) models.Operation {
		t.Helper()
		form, ok := w.client.Get(path).Form(path)
		if !ok {
			t.Fatal("there is no form")
		}
		for name, value := range set {
			form.Set(name, value)
		}
		w.mutate(sandbox.Mutation{Kind: sandbox.MutateField, Target: "6", Value: meanwhile})
		if answer := w.client.Post(path, form); answer.Status != http.StatusSeeOther {
			t.Fatalf("status %d:\n%s", answer.Status, answer.Text())
		}
		return w.ends(w.db.Last().ID)
	}
	op := edit(map[string]string{"city": "Tartu"}, "city=Narva")
	const differs = "City is “Narva” now, and was “Küla” when the form was opened."
	if page := w.client.Get(fmt.Sprintf("/operations/%d", op.ID)); op.Status != models.StatusFailed || !strings.Contains(page.Text(), differs) {
		t.Errorf("it ended as %s:\n%s", op.Status, page.Text())
	}
	if n := len(w.box.writes("IDC-60")); n != 0 {
		t.Errorf("%d writes", n)
	}
	w.client.Get(fmt.Sprintf("/money/billing/%d/parts/details", w.billing("6").ID))
	op = edit(map[string]string{"city": "Tartu", "county": ""}, "loyalty=gold+7 &")
	if op.Status != models.StatusSucceeded {
		t.Fatalf("it ended as %s: %s %s", op.Status, op.Error, op.Said)
	}
	fields := w.billing("6").BillingFacts().Fields
	if _, has := fields["county"]; has || fields["city"] != "Tartu" || fields["company_name"] != "Firma" {
		t.Errorf("it is %v", fields)
	}
	sent := w.newest("IDC-60").Details["sent"]
	if want := "address_line1 billing_account_id city company_name company_reg_code company_vat_number country discount_percentage " +
		"email loyalty post_index referral_code title vat_percentage"; sent != want {
		t.Errorf("sent %s\nwant %s", sent, want)
	}
	if form, _ := w.client.Get(path).Form(path); w.client.Post(path, form).Status != http.StatusUnprocessableEntity {
		t.Error("a form without a change was taken")
	}
}

// TestBillingIsReadWhenSomebodyLooks: each part with its own failure.
func TestBillingIsReadWhenSomebodyLooks(t *testing.T) {
	t.Parallel()
	w := openWorldOf(t, providers.IDCloudHost, 2)
	path := fmt.Sprintf("/money/billing/%d", w.billing("6").ID)
	for _, part := range []struct{ op, name, shows string }{
		{"IDC-59", "details", "Puiestee"}, {"IDC-70", "credit", "First billing account"}, {"IDC-56", "servers", "DEBUGXYZ-2-buntu"},
	} {
		calls := w.box.Calls()[part.op]
		if page := w.client.Get(path + "/parts/" + part.name); !strings.Contains(page.Text(), part.shows) || w.box.Calls()[part.op] == calls {
			t.Errorf("%s:\n%s", part.op, page.Text())
		}
		w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: part.op, Kind: sandbox.FaultStatus, Status: http.StatusForbidden})
		if page := w.client.Post(path+"/parts/"+part.name, nil); !strings.Contains(page.Text(), refusedByIDC) {
			t.Errorf("%s does not say that it failed:\n%s", part.op, page.Text())
		}
		w.box.ClearFaults()
	}
	unpaid, _, _ := strings.Cut(money.Text(decimal.RequireFromString(w.billing("6").BillingSums().Unpaid), "EUR"), "\u00a0")
	for page, shows := range map[string]string{"/money/billing": "konto", "/money/cards": "Visa, ends in 1111", path: unpaid} {
		if got := w.client.Get(page); got.Status != http.StatusOK || !strings.Contains(got.Text(), shows) || strings.Contains(got.Body, "pay_e566") {
			t.Errorf("%s: status %d\n%s", page, got.Status, got.Text())
		}
	}
	if got := w.client.Get(path + "/parts/none"); got.Status != http.StatusNotFound {
		t.Errorf("a part that is none: status %d", got.Status)
	}
}
