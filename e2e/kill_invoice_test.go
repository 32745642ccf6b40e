//go:build e2e

package e2e

import (
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// idCloudHostPayments are a payment of each kind. Each billing account gets
// one: an outcome that a person has to decide keeps others off.
func (k *killWorld) idCloudHostPayments() (works []work) {
	const at = providers.IDCloudHost
	invoice := k.things(at, providers.KindInvoice, 1, func(r models.Resource) bool {
		return r.State == providers.Waiting && r.Invoice().Billing == "129190"
	})[0]
	works = append(works, do(fmt.Sprintf("/invoices/%d", invoice.ID), "invoice.pay", nil, writes("IDC-77", "", on(invoice.ExternalID))))
	for _, row := range []struct {
		number, action, op string
		fill               map[string]string
	}{
		{"129191", "billing.pay_amount", "IDC-76", map[string]string{"amount": "3.21"}},
		{"129192", "billing.pay_all", "IDC-75", nil},
	} {
		r := k.things(at, providers.KindBilling, 1, func(r models.Resource) bool { return r.ExternalID == row.number })[0]
		works = append(works, do(fmt.Sprintf("/billing/%d", r.ID), row.action, row.fill, writes(row.op, "", on(row.number))))
	}
	return works
}
