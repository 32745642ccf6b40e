package sandbox_test

import (
	"testing"

	"pinfold/internal/sandbox"
)

func TestClodoBillingSample(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.call("POST", "/billing", `{"billing":{"from":"2012-01-25 00:00:00","to":"2012-01-25 23:59:59"}}`)
	r.equal(r.at(a, "billing", "total_debit_amount"), 57.82)
	r.equal(r.at(a, "billing", "debits", "mem", "debits_amount"), 24.52)
	r.equal(r.at(a, "billing", "period"), "25.01.2012")
	r.equal(len(r.box.Ledger()), 0)
}

// TestClodoBillsByTheHour: a day is the sum of its parts, and the account that
// of its servers.
func TestClodoBillsByTheHour(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	sum := func(path, body string) float64 {
		return r.at(r.call("POST", path, body), "billing", "total_debit_amount").(float64)
	}
	const day, am, pm = `{"billing":{"from":"1772485200","to":"1772571599"}}`, `{"billing":{"from":"1772485200","to":"1772528399"}}`, `{"billing":{"from":"1772528400","to":"1772571599"}}`
	whole, parts := sum("/billing/60", day), sum("/billing/60", am)+sum("/billing/60", pm)
	if whole <= 0 || whole-parts > 0.01 || parts-whole > 0.01 {
		t.Errorf("a day costs %v, its halves %v", whole, parts)
	}
	all, each := sum("/billing", day), 0.0
	for _, id := range []string{"60", "186", "298"} {
		each += sum("/billing/"+id, day)
	}
	if all-each > 0.01 || each-all > 0.01 {
		t.Errorf("the account pays %v, its servers %v", all, each)
	}
	r.want(r.call("GET", "/billing", ""), 200, "debits")
}

func TestClodoBillingRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/billing", `{"billing":{"from":"x"}}`), 400, "from")
	r.want(r.call("POST", "/billing", `{"stats":{}}`), 400, "billing")
	r.want(r.call("POST", "/billing", `{"billing":{"from":"200","to":"100"}}`), 400, "Недопустимый период")
	r.want(r.call("POST", "/billing", `{"billing":{"from":"100","to":"200"}}`), 404, "Записей не найдено")
	r.want(r.call("GET", "/billing/9", ""), 404, "VPS не найдена")
	r.want(r.call("PUT", "/billing", ""), 405, "")
}
