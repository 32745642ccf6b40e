package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// billed is a house with an account at IDCloudHost, a billing account of it and
// two cards.
func billed(t *testing.T) (h *house, owed, spare models.Resource) {
	t.Helper()
	h, _ = networked(t)
	h.Exec(t, "UPDATE accounts SET currency = 'EUR'")
	owed = h.Thing(t, h.scope, h.account, providers.Observation{
		Kind: providers.KindBilling, ID: "6", Name: "Main <b>", State: providers.Available,
		Facts:  providers.BillingFacts{Fields: map[string]string{"title": "Main <b>", "city": "Tartu", "email": "a@example.com"}, Email: "a@example.com", CanPay: true, Card: "Visa, ends in 1111"},
		Gauges: providers.BillingGauges{Balance: "1234.5", Unpaid: "27.26", Month: "-1.2"},
	})
	h.Thing(t, h.scope, h.account, providers.Observation{Kind: providers.KindCard, ID: "60", Parent: "6", Name: "Visa, ends in 1111",
		Facts: providers.CardFacts{Type: "visa", Last4: "1111", Holder: "Ann", Month: 1, Year: 2020, Primary: true, Verified: true}})
	spare = h.Thing(t, h.scope, h.account, providers.Observation{Kind: providers.KindCard, ID: "61", Parent: "6", Name: "Mastercard, ends in 4444",
		Facts: providers.CardFacts{Type: "mastercard", Last4: "4444", Verified: true}})
	return h, owed, spare
}

func TestBillingAccountsAreListed(t *testing.T) {
	t.Parallel()
	h, owed, _ := billed(t)
	b := h.as(h.scope)
	page := fmt.Sprintf("/money/billing/%d", owed.ID)
	b.get("/money/billing").want(t, 200, "Main &lt;b&gt;", "27.26\u00a0EUR", "1,234.50\u00a0EUR", "−1.20\u00a0EUR", "Unpaid", `href="`+page+`"`, `href="/money/cards"`)
	b.get("/money/cards").want(t, 200, "Visa, ends in 1111", "01/2020", "Expired", "Ann", "In reserve", `href="`+page+`"`)
	b.get(page).want(t, 200, "text-2xl", "27.26", "1,234.50", "Tartu", "a@example.com", "Mastercard, ends in 4444",
		fmt.Sprintf(`href="/billing/%d/actions/billing.buy_credit"`, owed.ID), fmt.Sprintf("/money/invoices?billing=%d", owed.ID),
		page+"/parts/credit", "Make primary")
}

func TestNothingToBill(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Exec(t, "UPDATE accounts SET provider = 'cloudatcost'")
	for _, path := range []string{"/money/billing", "/money/cards"} {
		h.as(h.scope).get(path).want(t, 200, "No account here has billing accounts")
	}
}

// Those who work with money see its actions, those who work with servers do
// not; what is not one's own is not there.
func TestWhoMaySpend(t *testing.T) {
	t.Parallel()
	h, owed, spare := billed(t)
	page, buy := fmt.Sprintf("/money/billing/%d", owed.ID), fmt.Sprintf("/billing/%d/actions/billing.buy_credit", owed.ID)
	for role, may := range map[access.Role]bool{access.Billing: true, access.Operator: false} {
		user := models.User{Email: string(role) + "@example.com"}
		testdb.Must(t, h.AddMember(ctx, h.scope.Team.ID, &user, role))
		scope, err := h.ScopeFor(ctx, user.ID, h.scope.Team.ID)
		testdb.Must(t, err)
		b := h.as(scope)
		if may {
			b.get(page).want(t, 200, "Buy credit")
			b.get(buy).want(t, 200, "Amount")
			continue
		}
		b.get(page).lacks(t, "Buy credit")
		b.get(buy).want(t, http.StatusForbidden, "Ask an owner for the role Billing")
	}
	bob := h.as(h.Team(t, "bob"))
	for _, path := range []string{page, page + "/parts/credit", page + "/parts/details", page + "/parts/servers", buy,
		fmt.Sprintf("/cards/%d/actions/card.delete", spare.ID), fmt.Sprintf("/cards/%d/actions", spare.ID)} {
		bob.get(path).want(t, http.StatusNotFound)
	}
	for _, path := range []string{page + "/refresh", page + "/parts/credit", buy} {
		bob.post(path).want(t, http.StatusNotFound)
	}
	bob.get("/money/billing").lacks(t, "Main &lt;b&gt;")
	bob.get("/money/cards").lacks(t, "ends in 1111")
}

// The form tells what is paid before anything is sent, and refuses what cannot
// be meant.
func TestBuyingCreditIsToldBefore(t *testing.T) {
	t.Parallel()
	h, owed, _ := billed(t)
	b := h.as(h.scope)
	buy := fmt.Sprintf("/billing/%d/actions/billing.buy_credit", owed.ID)
	b.get(buy+"?amount=100,5&card=61").want(t, 200, "You pay 100.50\u00a0EUR from Mastercard, ends in 4444", "credit of Main &lt;b&gt;", "Sent once, never repeated.")
	for amount, said := range map[string]string{"1,000": "no separators between thousands", "0": "More than 0.", "": "Fill this in.", "x": "An amount looks like"} {
		b.post(buy, "form_id", "f"+amount, "amount", amount, "card", "61").want(t, http.StatusUnprocessableEntity, said)
	}
	b.post(buy, "form_id", "c", "amount", "1", "card", "62").want(t, http.StatusUnprocessableEntity, "This choice is not offered any more.")
	card := fmt.Sprintf("/billing/%d/actions/billing.add_card", owed.ID)
	b.get(card).want(t, 200, "never here", `type="password"`)
	b.post(card, "form_id", "n", "token", "4111 1111 1111 1111").want(t, http.StatusUnprocessableEntity, "This looks like a card number.")
	b.get(fmt.Sprintf("/billing/%d/actions/billing.delete", owed.ID)).want(t, 200, "27.26\u00a0EUR is unpaid. Pay it first.")
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations", n)
	}
}

// What cannot be sorted by stays in its usual order, and a column's head leads
// to the next one.
func TestBillingIsSortedByItsHeads(t *testing.T) {
	t.Parallel()
	h, _, _ := billed(t)
	b := h.as(h.scope)
	down, up := b.get("/money/cards?sort=-name"), b.get("/money/cards?sort=name")
	down.want(t, 200, `aria-sort="descending"`, `href="/money/cards?sort=until"`)
	down.inOrder(t, "Visa, ends", "Mastercard, ends")
	up.want(t, 200, `aria-sort="ascending"`, `href="/money/cards?sort=-name"`)
	up.inOrder(t, "Mastercard, ends", "Visa, ends")
	b.get("/money/cards?sort=id;drop").lacks(t, "aria-sort")
	b.get("/money/billing?sort=-unpaid").want(t, 200, `aria-sort="descending"`, `href="/money/billing"`, "Usual order")
}
