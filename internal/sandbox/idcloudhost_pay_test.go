package sandbox_test

import (
	"encoding/json"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

func (r *rig) idcPay(path, form string) answer {
	r.t.Helper()
	return r.idcForm("POST", "/payment"+path, form)
}

func (r *rig) idcUnpaid(billing string) any {
	r.t.Helper()
	return r.at(r.idc("GET", "/payment/billing_account/unpaid_amount?billing_account_id="+billing), "message")
}

func TestIDCloudHostPaysAnInvoice(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.equal(r.idcUnpaid("6"), 59.96) // As the document has it.
	r.equal(r.idcUnpaid("129075"), 0.0)
	r.want(r.idcPay("/pay_invoice", "invoice_id=3782542"), 200, `"success":true`)
	paid := r.idc("GET", "/payment/invoice?invoice_id=3782542")
	r.equal(r.at(paid, "status"), 10.0)
	r.equal(r.at(paid, "transaction_list", 0, "amount"), 27.47)
	r.equal(r.at(paid, "transaction_list", 0, "payment_object_id"), 6.0)
	r.equal(r.idcUnpaid("6"), 32.49)
	r.want(r.idcPay("/pay_invoice", "invoice_id=3782542"), 400, "Invoice is already paid.")
	r.want(r.idcPay("/pay_invoice", "invoice_id=0"), 403, "resource_forbidden")
	r.want(r.idcPay("/pay_invoice", ""), 400, "Missing parameter: invoice_id")
	r.want(r.idcPay("/pay_invoice", "invoice_id=6&amount=1"), 400, "Unexpected parameter: amount")
	r.want(r.idc("GET", "/payment/invoice?invoice_id=99"), 403, "resource_forbidden")
	r.want(r.idc("GET", "/payment/invoice/list?billing_account_id=99"), 403, "resource_forbidden")
	r.equal(r.ledgerOps(), "IDC-77")
}

func TestIDCloudHostPaysTheOldestFirst(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	part := r.idcPay("/pay_amount", "billing_account_id=6&amount=10")
	r.equal(r.at(part, "message"), "All amount were used. Invoices (#6) were paid fully or partially.")
	r.equal(r.at(part, "amount_used"), 10.0)
	r.equal(r.at(r.idc("GET", "/payment/invoice?invoice_id=6"), "status"), 5.0)
	r.equal(r.idcUnpaid("6"), 49.96)
	two := r.idcPay("/pay_amount", "billing_account_id=6&amount=17.11")
	r.equal(r.at(two, "message"), "All amount were used. Invoices (#6, #3782541) were paid fully or partially.")
	r.want(r.idcPay("/pay_amount", "billing_account_id=6&amount=32.86"), 400, "larger than the unpaid amount")
	r.want(r.idcPay("/pay_amount", "billing_account_id=6&amount=-1"), 400, "Invalid value for parameter: amount")
	r.want(r.idcPay("/pay_all", "billing_account_id=0"), 403, "resource_forbidden")
	r.equal(r.at(r.idcPay("/pay_all", "billing_account_id=6"), "amount_used"), 32.85)
	r.equal(r.idcUnpaid("6"), 0.0)
	r.want(r.idcPay("/pay_all", "billing_account_id=6"), 400, "There are no unpaid invoices.")
	r.want(r.idcPay("/pay_amount", "billing_account_id=129075&amount=1"), 400, "There are no unpaid invoices.")
	r.equal(r.ledgerOps(), "IDC-76 IDC-76 IDC-75")
}

func TestIDCloudHostChargesACard(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.idcForm("DELETE", "/payment/card", "payment_object_id=6"), 200, "")
	for _, call := range []string{"/pay_all", "/pay_invoice"} {
		r.want(r.idcPay(call, map[string]string{"/pay_all": "billing_account_id=6", "/pay_invoice": "invoice_id=6"}[call]), 400, "no credit card")
	}
	r.equal(r.ledgerOps(), "IDC-65")
}

func TestIDCloudHostInvoicesCreditAndElsewhere(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.idcForm("POST", "/payment/credit/request_invoice", "billing_account_id=6&amount=30"), 200, "")
	r.equal(r.idcUnpaid("6"), 89.96)
	newest := r.at(r.idc("GET", "/payment/invoice/list?billing_account_id=6"), 0).(map[string]any)
	r.equal(newest["name"], "Credit top up")
	id, _ := json.Marshal(newest["id"])
	if err := r.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: sandbox.MutatePay, Target: string(id)}); err != nil {
		t.Fatal(err)
	}
	r.equal(r.idcUnpaid("6"), 59.96)
	r.equal(r.at(r.idc("GET", "/payment/billing_account?billing_account_id=6"), "credit_amount"), 32.0)
	if err := r.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: sandbox.MutatePay, Target: string(id)}); err == nil {
		t.Error("it is paid twice")
	}
}

// TestIDCloudHostGeneratedInvoices: a year of them, the sums of which fit, and
// some to pay.
func TestIDCloudHostGeneratedInvoices(t *testing.T) {
	r := newRig(t, sandbox.Options{Servers: 300, Seed: 1})
	list := r.idc("GET", "/payment/invoice/list?billing_account_id=6")
	var all []struct {
		Status  int
		Due     int64                      `json:"due_date"`
		Records []struct{ Amount float64 } `json:"records_list"`
		Totals  struct {
			Subtotal, Credit, Total float64
			Tax                     float64 `json:"vat_tax"`
		}
	}
	if err := json.Unmarshal([]byte(list.body), &all); err != nil {
		t.Fatal(err)
	}
	overdue, due, longest := 0, 0, 0
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	for _, one := range all {
		longest = max(longest, len(one.Records))
		if one.Status == 5 && time.Unix(one.Due, 0).Before(now) {
			overdue++
		} else if one.Status == 5 {
			due++
		}
		if sum := one.Totals.Subtotal + one.Totals.Tax + one.Totals.Credit - one.Totals.Total; sum > 0.001 || sum < -0.001 {
			t.Errorf("totals %+v", one.Totals)
		}
	}
	if len(all) < 15 || overdue == 0 || due == 0 || longest != 200 {
		t.Errorf("%d invoices, %d overdue, %d due, the longest of %d lines", len(all), overdue, due, longest)
	}
}
