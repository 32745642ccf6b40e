package sandbox_test

import (
	"strconv"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

const idcAccount = "/payment/billing_account"

// idcDetail reads the details of the first billing account.
func (r *rig) idcDetail(at ...any) any {
	r.t.Helper()
	return r.at(r.idc("GET", idcAccount+"?billing_account_id=6"), at...)
}

func whole(id float64) string { return strconv.Itoa(int(id)) }

func TestIDCloudHostBillingErasesWhatIsNotSent(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.equal(r.idcDetail("referral_code"), "REF3456")
	r.want(r.idcForm("PUT", idcAccount, "billing_account_id=6&title=Main&city=Tartu&referral_code=REF3456"), 200, "")
	for name, want := range map[string]any{"title": "Main", "city": "Tartu", "referral_code": "REF3456", "email": "user@example.com", "company_name": nil, "vat_percentage": 20.0} {
		r.equal(r.idcDetail(name), want)
	}
	r.want(r.idcForm("PUT", idcAccount, "billing_account_id=0"), 403, `"consumer::resource_forbidden":{"msg"`)
	r.want(r.idcForm("PUT", idcAccount, "billing_account_id=6&email=none"), 400, "email")
	r.want(r.idcForm("PUT", idcAccount, "billing_account_id=6&phone=1"), 400, "Unexpected parameter: phone")
	r.idcMutate(sandbox.MutateField, "6", "phone=%2B1")
	r.want(r.idcForm("PUT", idcAccount, "billing_account_id=6&phone=1"), 200, "")
	r.equal(r.ledgerOps(), "IDC-60 IDC-60")
}

func TestIDCloudHostBillingAccounts(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	about := func(id string) string { return "billing_account_id=" + id }
	r.want(r.idc("GET", idcAccount+"?billing_account_id=7"), 403, "forbidden")
	r.want(r.idcForm("POST", idcAccount+"/set_default", about("0")), 403, "forbidden")
	r.want(r.idcForm("DELETE", idcAccount, about("0")), 400, "Provided billing account is incorrect.")
	r.want(r.idcForm("DELETE", idcAccount, about("6")), 400, "Default billing account")
	r.want(r.idcForm("POST", idcAccount+"/set_default", about("129075")), 200, `{"success":true}`)
	r.want(r.idcForm("DELETE", idcAccount, about("6")), 400, "unpaid")
	r.want(r.idcForm("DELETE", idcAccount, about("129075")), 400, "Default billing account")
	r.want(r.idcForm("POST", idcAccount+"/set_default", about("6")), 200, "")

	const move = "/user-resource/resource_billing"
	r.want(r.idcForm("POST", move, about("0")+"&uuid="+idcAbsent), 400, "No such virtual machine exists. "+idcAbsent)
	r.want(r.idcForm("POST", move, about("7")+"&uuid="+idcSeven), 400, "Provided billing account is incorrect.")
	r.want(r.idcForm("POST", "/cyc01"+move, about("129075")+"&resource_type=vm&uuid="+idcSeven), 200, `{"success":true}`)
	r.equal(r.idcVM(idcSeven, "billing_account"), 129075.0)
	r.want(r.idcForm("DELETE", idcAccount, about("129075")), 400, "active resources")
	r.want(r.idcForm("POST", move, about("6")+"&uuid="+idcSeven), 200, "")
	r.want(r.idcForm("DELETE", idcAccount, about("129075")), 200, `{"success":true}`)
	r.want(r.idc("GET", idcAccount+"?billing_account_id=129075"), 403, "forbidden")
	r.equal(r.at(r.idc("GET", idcAccount+"/list?show_shadow=1"), 1, "is_deleted"), true)
	r.equal(r.ledgerOps(), "IDC-62 IDC-62 IDC-57 IDC-57 IDC-58")
}

func TestIDCloudHostCards(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const card = "/payment/card"
	add := func(token string) answer { return r.idcForm("POST", card, "billing_account_id=6&token="+token) }
	r.want(r.idcForm("POST", card, "billing_account_id=0&token=val"), 403, "forbidden")
	r.want(add("val"), 400, "No such token.")
	r.want(add("tok_declined"), 400, "Your card was declined.")
	made := r.at(add("tok_unverified"), "id").(float64)
	r.want(add("tok_unverified"), 400, "more than once")
	id := "payment_object_id=" + whole(made)
	r.equal(r.at(r.idc("GET", card+"?"+id), "is_verified"), false)
	r.want(r.idcForm("PUT", card+"/set_primary", id), 400, "not verified")
	r.idcMutate(sandbox.MutateVerify, whole(made))
	r.want(r.idcForm("PUT", card+"/set_primary", id), 200, `{"success":true}`)
	list := r.idc("GET", card+"/list?billing_account_id=6")
	r.equal(r.at(list, 0, "is_primary"), false)
	r.equal(r.at(list, 1, "is_primary"), true)
	r.want(r.idcForm("DELETE", card, id), 200, `{"success":true}`)
	r.want(r.idcForm("DELETE", card, id), 403, "forbidden")
	r.want(r.idc("GET", card+"?"+id), 403, "forbidden")
	r.equal(r.ledgerOps(), "IDC-67 IDC-69 IDC-65")
	for _, e := range r.box.Ledger() {
		if strings.Contains(e.Details["digest"], "tok_") {
			t.Error("the ledger tells the token")
		}
	}
}

func TestIDCloudHostPaysByInvoice(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const apply = "/payment/apply_for_invoice_payment"
	r.want(r.idcForm("POST", apply, "billing_account_id=7"), 403, "forbidden")
	a := r.idcForm("POST", apply, "billing_account_id=6")
	r.equal(r.at(a, "identifier"), "N/A")
	r.equal(r.at(a, "is_verified"), false)
	r.equal(r.idcDetail("paying_by_invoice"), false)
	r.idcMutate(sandbox.MutateVerify, whole(r.at(a, "id").(float64)))
	r.equal(r.idcDetail("paying_by_invoice"), true)
	r.want(r.idcForm("POST", apply, "billing_account_id=6"), 400, "already paying by invoice")
}

func TestIDCloudHostCredit(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const buy, list = "/payment/credit/buy", "/payment/credit/list?billing_account_id=6"
	r.want(r.idcForm("POST", buy, "billing_account_id=6&payment_object_id=6&amount=100.5"), 200, `{"success":true}`)
	r.equal(r.at(r.idc("GET", list), 0, "amount"), 100.5)
	r.equal(r.idcDetail("credit_amount"), 102.5)
	r.equal(r.idcDetail("running_totals", "credit_available"), 102.5)
	for _, sum := range []string{"", "0", "-1", "1.234", "1,5", "1e3"} {
		r.want(r.idcForm("POST", buy, "billing_account_id=6&payment_object_id=6&amount="+sum), 400, "amount")
	}
	r.want(r.idcForm("POST", buy, "billing_account_id=129075&payment_object_id=6&amount=1"), 403, "forbidden")
	r.want(r.idcForm("POST", "/payment/credit/request_invoice", "billing_account_id=6&amount=100.00"), 200, `{"success":true}`)
	r.want(r.idcForm("POST", "/payment/credit/request_invoice", "billing_account_id=0&amount=100.00"), 403, "forbidden")
	r.want(r.idc("GET", "/payment/credit/list?billing_account_id=0"), 403, "forbidden")
	e := r.box.Ledger()
	r.equal(len(e), 2)
	r.equal(e[0].Op+" "+e[0].Target+" "+e[0].Details["amount"]+" "+e[0].Details["card"], "IDC-71 6 100.50 6")
	r.equal(e[1].Op+" "+e[1].Details["amount"], "IDC-72 100.00")
}
