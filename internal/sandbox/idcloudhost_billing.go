package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// idcKept are the members of a billing account that IDCloudHost keeps itself.
// IDC-60 neither takes nor erases them.
var idcKept = []string{
	"can_pay", "created", "credit_amount", "discount_percentage", "id", "is_deleted", "paying_by_invoice",
	"primary_card", "running_totals", "unpaid_amount", "user_id", "vat_percentage",
}

// idcTold are the members that a customer fills in.
var idcTold = []string{
	"address_line1", "address_line2", "city", "company_name", "company_reg_code", "company_vat_number",
	"country", "county", "email", "post_index", "referral_code", "title",
}

// listBilling answers IDC-61; any value of show_shadow adds deleted accounts.
// The code of the referrer is only in IDC-59.
func (w *idcWorld) listBilling(c *call) reply {
	shadows := c.req.URL.Query().Has("show_shadow")
	out := []map[string]any{}
	for _, account := range w.billing {
		if shadows || account["is_deleted"] != true {
			shown := w.shownBilling(account)
			delete(shown, "referral_code")
			out = append(out, shown)
		}
	}
	return idcOK(out)
}

// showBilling answers IDC-59.
func (w *idcWorld) showBilling(c *call) reply {
	account, ok := w.billingOf(c.req.URL.Query().Get("billing_account_id"))
	if !ok {
		return idcForbidden()
	}
	return idcOK(w.shownBilling(account))
}

func (w *idcWorld) shownBilling(account map[string]any) map[string]any {
	out := maps.Clone(account)
	out["unpaid_amount"] = w.unpaidOf(idcNumber(account["id"]))
	return out
}

// updateBilling answers IDC-60. What is not sent is erased, except the e-mail
// address.
func (w *idcWorld) updateBilling(c *call) reply {
	in := readIDCInput(c, c.formNames()...)
	account, ok := w.billingOf(in.values.Get("billing_account_id"))
	if !ok {
		return idcForbidden()
	}
	changed := maps.Clone(account)
	maps.DeleteFunc(changed, func(name string, _ any) bool { return name != "email" && !slices.Contains(idcKept, name) })
	for name := range in.values {
		_, had := account[name]
		switch {
		case name == "billing_account_id" || slices.Contains(idcKept, name):
		case !had && !slices.Contains(idcTold, name):
			in.fail("Unexpected parameter: " + name)
		case name == "email" && !strings.Contains(in.values.Get(name), "@"):
			in.fail("Invalid value for parameter: email")
		case in.values.Get(name) != "":
			changed[name] = in.values.Get(name)
		}
	}
	if in.problem != "" {
		return idcBad(in.problem)
	}
	w.replaceBilling(account, changed)
	sent := slices.Sorted(maps.Keys(in.values))
	c.changed(fmt.Sprint(account["id"]), "sent", strings.Join(sent, " "))
	return idcOK(w.shownBilling(changed))
}

// deleteBilling answers IDC-58. The account stays as a shadow.
func (w *idcWorld) deleteBilling(c *call) reply {
	in := readIDCInput(c, "billing_account_id")
	account, ok := w.billingOf(in.values.Get("billing_account_id"))
	if in.problem != "" {
		return idcBad(in.problem)
	}
	if !ok {
		return idcBad("Provided billing account is incorrect.")
	}
	id := idcNumber(account["id"])
	switch {
	case id == w.standard:
		return idcBad("Default billing account cannot be deleted.")
	case idcCentsOf(w.unpaidOf(id)) > 0:
		return idcBad("Billing account has unpaid invoices.")
	case w.paysFor(id):
		return idcBad("Billing account has active resources.")
	}
	changed := maps.Clone(account)
	changed["is_deleted"] = true
	w.replaceBilling(account, changed)
	c.changed(strconv.Itoa(id))
	return idcDone()
}

// defaultBilling answers IDC-62. No read of the document tells the default.
func (w *idcWorld) defaultBilling(c *call) reply {
	in := readIDCInput(c, "billing_account_id")
	account, ok := w.billingOf(in.values.Get("billing_account_id"))
	if in.problem != "" {
		return idcBad(in.problem)
	}
	if !ok {
		return idcForbidden()
	}
	w.standard = idcNumber(account["id"])
	c.changed(strconv.Itoa(w.standard))
	return idcDone()
}

// moveBilling answers IDC-57. Only servers are simulated as resources.
func (w *idcWorld) moveBilling(c *call) reply {
	in := readIDCInput(c, "billing_account_id", "resource_type")
	uuid, to := in.text("uuid"), in.number("billing_account_id", 0, 1<<31)
	if kind := in.values.Get("resource_type"); kind != "" && kind != "vm" {
		in.fail("Invalid value for parameter: resource_type")
	}
	if in.problem != "" {
		return idcBad(in.problem)
	}
	vm, ok := w.place(c).vm(uuid)
	switch {
	case !ok:
		return idcBad("No such virtual machine exists. " + uuid)
	case !w.hasBilling(to):
		return idcBad("Provided billing account is incorrect.")
	}
	vm.BillingAccount = to
	c.changed(uuid, "billing", strconv.Itoa(to))
	return idcDone()
}
