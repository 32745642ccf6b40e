//go:build e2e

package e2e

import (
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// idCloudHostBilling are works about billing accounts and cards. Each account
// gets one: an outcome that a person has to decide keeps others off.
func (k *killWorld) idCloudHostBilling() (works []work) {
	const at = providers.IDCloudHost
	works = each(k.servers(at, 2, anyServer), "server.billing", map[string]string{"billing": "129183"}, "IDC-57", "")
	for _, row := range []struct {
		number, action string
		fill           map[string]string
		effect         killEffect
	}{
		{"6", "billing.buy_credit", map[string]string{"amount": "7.77", "card": "6"}, writes("IDC-71", "", on("6"))},
		{"129075", "billing.update", map[string]string{"title": "killed", "email": "killed@example.com"}, writes("IDC-60", "", on("129075"))},
		{"129180", "billing.add_card", map[string]string{"token": "tok_killed"}, writes("IDC-67", "", named("billing", "129180"))},
		{"129181", "billing.by_invoice", nil, writes("IDC-64", "", named("billing", "129181"))},
		{"129182", "billing.request_invoice", map[string]string{"amount": "5"}, writes("IDC-72", "", on("129182"))},
		{"129183", "billing.default", nil, writes("IDC-62", "", on("129183"))},
		{"129184", "billing.delete", nil, writes("IDC-58", "", on("129184"))},
	} {
		r := k.things(at, providers.KindBilling, 1, func(r models.Resource) bool { return r.ExternalID == row.number })[0]
		works = append(works, do(fmt.Sprintf("/billing/%d", r.ID), row.action, row.fill, row.effect))
	}
	for _, row := range []struct{ last4, action, op string }{{"4444", "card.primary", "IDC-69"}, {"0002", "card.delete", "IDC-65"}} {
		r := k.things(at, providers.KindCard, 1, func(r models.Resource) bool { return r.Card().Last4 == row.last4 })[0]
		works = append(works, do(cardURL(r), row.action, nil, writes(row.op, "", on(r.ExternalID))))
	}
	return works
}
