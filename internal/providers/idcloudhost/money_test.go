package idcloudhost_test

import (
	"strings"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/secrets"
)

func TestBillingAccountsChange(t *testing.T) {
	w := quick(t)
	c, six, val := w.client, providers.Ref{ID: "6"}, providers.Ref{ID: "129075"}
	for name, err := range map[string]error{
		"IDC-62": c.MakeBillingDefault(w.allowed("IDC-62"), six),
		"IDC-57": c.MoveBilling(w.allowed("IDC-57"), providers.Ref{ID: sample7, Location: "cyc01"}, "129075"),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	server, err := c.Server(w.Context(), providers.Ref{ID: sample7, Location: "cyc01"})
	if err != nil || server.Facts.(providers.ServerFacts).Billing != "129075" {
		t.Errorf("%+v, %v", server.Facts, err)
	}
	if billed, err := c.Billed(w.Context(), val); err != nil || !billed.Complete || len(billed.Items) != 1 || billed.Items[0].ID != sample7 {
		t.Errorf("IDC-56: %+v, %v", billed, err)
	}
	if err := c.DeleteBilling(w.allowed("IDC-58"), val); !strings.Contains(providers.Said(err), "active resources") {
		t.Errorf("an account that pays: %v", err)
	}
	if err := c.MoveBilling(w.allowed("IDC-57"), providers.Ref{ID: sample7}, "6"); err != nil {
		t.Error(err)
	}
	if err := c.DeleteBilling(w.allowed("IDC-58"), val); err != nil {
		t.Errorf("IDC-58: %v", err)
	}
	if l := w.list("billing accounts"); len(l.Items) != 1 {
		t.Errorf("%d accounts are left", len(l.Items))
	}
	if _, err := c.Billing(w.Context(), val); providers.KindOf(err) != providers.ErrPermission {
		t.Errorf("a deleted account: %v", err)
	}
}

func TestCardsChange(t *testing.T) {
	w := quick(t)
	c, six := w.client, providers.Ref{ID: "6"}
	const token = "tok_canary_unverified"
	ref, err := c.AddCard(w.allowed("IDC-67"), six, secrets.NewText(token))
	if err != nil || ref.ID == "" {
		t.Fatalf("IDC-67: %v, %v", ref, err)
	}
	if _, err := c.AddCard(w.allowed("IDC-67"), six, secrets.NewText("tok_canary_declined")); !strings.Contains(providers.Said(err), "declined") {
		t.Errorf("a declined card: %v", err)
	}
	if err := c.MakeCardPrimary(w.allowed("IDC-69"), ref); !strings.Contains(providers.Said(err), "not verified") {
		t.Errorf("an unverified card: %v", err)
	}
	if err := w.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: sandbox.MutateVerify, Target: ref.ID}); err != nil {
		t.Fatal(err)
	}
	if err := c.MakeCardPrimary(w.allowed("IDC-69"), ref); err != nil {
		t.Errorf("IDC-69: %v", err)
	}
	if card, err := c.Card(w.Context(), ref); err != nil || !card.Facts.(providers.CardFacts).Primary {
		t.Errorf("%+v, %v", card, err)
	}
	applied, err := c.ApplyByInvoice(w.allowed("IDC-64"), six)
	if err != nil || applied.ID == "" {
		t.Errorf("IDC-64: %v, %v", applied, err)
	}
	if err := c.RemoveCard(w.allowed("IDC-65"), ref); err != nil {
		t.Errorf("IDC-65: %v", err)
	}
	if l := w.list("cards"); !l.Complete || len(l.Items) != 2 {
		t.Errorf("%+v", l)
	}
	if err := c.RemoveCard(w.allowed("IDC-65"), ref); providers.KindOf(err) != providers.ErrPermission {
		t.Errorf("a card that is gone: %v", err)
	}
}

// The cards of an account that cannot be read do not hide those of another.
func TestCardsOfSomeAccounts(t *testing.T) {
	w := quick(t)
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-68", Kind: sandbox.FaultStatus, Status: 403, Times: 1})
	if l := w.list("cards"); l.Complete {
		t.Errorf("%+v", l)
	}
}

func TestCreditIsBought(t *testing.T) {
	w := quick(t)
	c, six := w.client, providers.Ref{ID: "6"}
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-71", Kind: sandbox.FaultLost, Times: 1})
	if err := c.BuyCredit(w.allowed("IDC-71"), six, "6", "100.50"); providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("a lost answer: %v", err)
	}
	entries, err := c.Credit(w.Context(), six)
	if err != nil || len(entries) != 6 || entries[0].Amount != "100.5" {
		t.Errorf("%+v, %v", entries, err)
	}
	if err := c.BuyCredit(w.allowed("IDC-71"), six, "7", "1.00"); providers.KindOf(err) != providers.ErrPermission {
		t.Errorf("a card of somebody else: %v", err)
	}
	if err := c.RequestCreditInvoice(w.allowed("IDC-72"), six, "100.00"); err != nil {
		t.Errorf("IDC-72: %v", err)
	}
	if _, err := c.Credit(w.Context(), providers.Ref{ID: "7"}); providers.KindOf(err) != providers.ErrPermission {
		t.Errorf("the credit of somebody else: %v", err)
	}
}
