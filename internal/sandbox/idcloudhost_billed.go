package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// idcMoneyRoutes are the calls about billing accounts, cards and credit. All
// writes take a form as their body.
func idcMoneyRoutes() []route {
	on := func(op, method, path string, run func(*idcWorld, *call) reply) route {
		return route{op: op, method: method, path: path, run: func(c *call) reply { return run(c.account.world.(*idcWorld), c) }}
	}
	const account, card, credit = "/payment/billing_account", "/payment/card", "/payment/credit"
	return []route{
		on("IDC-57", http.MethodPost, "/user-resource/resource_billing", (*idcWorld).moveBilling),
		on("IDC-58", http.MethodDelete, account, (*idcWorld).deleteBilling),
		on("IDC-59", http.MethodGet, account, (*idcWorld).showBilling),
		on("IDC-60", http.MethodPut, account, (*idcWorld).updateBilling),
		on("IDC-61", http.MethodGet, account+"/list", (*idcWorld).listBilling),
		on("IDC-62", http.MethodPost, account+"/set_default", (*idcWorld).defaultBilling),
		on("IDC-64", http.MethodPost, "/payment/apply_for_invoice_payment", (*idcWorld).applyByInvoice),
		on("IDC-65", http.MethodDelete, card, (*idcWorld).deleteCard),
		on("IDC-66", http.MethodGet, card, (*idcWorld).showCard),
		on("IDC-67", http.MethodPost, card, (*idcWorld).addCard),
		on("IDC-68", http.MethodGet, card+"/list", (*idcWorld).listCards),
		on("IDC-69", http.MethodPut, card+"/set_primary", (*idcWorld).primaryCard),
		on("IDC-70", http.MethodGet, credit+"/list", (*idcWorld).listCredit),
		on("IDC-71", http.MethodPost, credit+"/buy", (*idcWorld).buyCredit),
		on("IDC-72", http.MethodPost, credit+"/request_invoice", (*idcWorld).requestInvoice),
	}
}

// billingOf finds a billing account that is not deleted.
func (w *idcWorld) billingOf(id string) (map[string]any, bool) {
	for _, account := range w.billing {
		if account["is_deleted"] != true && id != "" && fmt.Sprint(account["id"]) == id {
			return account, true
		}
	}
	return nil, false
}

func (w *idcWorld) hasBilling(id int) bool {
	_, ok := w.billingOf(strconv.Itoa(id))
	return ok
}

// replaceBilling puts another state of an account in the place of the one that
// answers may still show.
func (w *idcWorld) replaceBilling(was, is map[string]any) {
	for i, account := range w.billing {
		if fmt.Sprint(account["id"]) == fmt.Sprint(was["id"]) {
			w.billing[i] = is
		}
	}
}

// setBilling changes single members of an account.
func (w *idcWorld) setBilling(id int, values map[string]any) {
	account, ok := w.billingOf(strconv.Itoa(id))
	if !ok {
		return
	}
	changed := maps.Clone(account)
	maps.Copy(changed, values)
	w.replaceBilling(account, changed)
}

// paysFor reports whether a server or an address is on the billing account.
func (w *idcWorld) paysFor(id int) bool {
	for _, place := range w.places {
		if slices.ContainsFunc(place.vms, func(vm *idcVM) bool { return vm.BillingAccount == id }) ||
			slices.ContainsFunc(place.addresses, func(a *idcAddress) bool { return a.BillingAccount == id }) {
			return true
		}
	}
	return false
}

// formNames are the names of all form parameters of the call.
func (c *call) formNames() []string {
	values, _ := url.ParseQuery(string(c.body))
	return slices.Collect(maps.Keys(values))
}

// idcNumber reads an id as the samples hold it.
func idcNumber(id any) int {
	n, _ := strconv.Atoi(fmt.Sprint(id))
	return n
}

// idcCentsOf reads an amount of a sample as hundredths.
func idcCentsOf(amount json.Number) int {
	f, _ := amount.Float64()
	if f < 0 {
		return int(f*100 - 0.5)
	}
	return int(f*100 + 0.5)
}

// idcAmount writes hundredths as an amount.
func idcAmount(cents int) json.Number {
	return json.Number(strconv.FormatFloat(float64(cents)/100, 'f', 2, 64))
}
