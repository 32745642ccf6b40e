//go:build e2e

package e2e

import (
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func backupURL(r models.Resource) string { return fmt.Sprintf("/backups/%d", r.ID) }

// cloudAtCostWorks is the table of works at CloudAtCost.
func (k *killWorld) cloudAtCostWorks() (works []work) {
	const at = providers.CloudAtCost
	works = append(works, each(k.servers(at, 4, isStopped), "server.start", nil, "CAC-03", providers.VariantPowerOn)...)
	works = append(works, each(k.servers(at, 4, isRunning), "server.stop", nil, "CAC-03", providers.VariantPowerOff)...)
	works = append(works, each(k.servers(at, 5, isRunning), "server.reboot", nil, "CAC-03", "")...)
	return append(works, each(k.servers(at, 4, anyServer), "server.rebuild", map[string]string{"osid": "26"}, "CAC-04", "")...)
}

// infernoWorks is the table of works at Inferno. Orders of different tariffs
// can be told apart in the ledger.
func (k *killWorld) infernoWorks() (works []work) {
	const at = providers.Inferno
	works = append(works, each(k.servers(at, 1, isStopped), "server.start", nil, "INF-10", "")...)
	works = append(works, each(k.servers(at, 3, isRunning), "server.stop", nil, "INF-09", "")...)
	works = append(works, each(k.servers(at, 4, isRunning), "server.reboot", nil, "INF-08", "")...)
	for _, tariff := range []string{"304", "305", "310"} {
		works = append(works, do(k.account(at), "order.create", map[string]string{"tariff": tariff}, writes("INF-03", "", named("product", tariff))))
	}
	for _, order := range append(k.orders(providers.OrderPaid, 1), k.paid()) {
		works = append(works, do(orderURL(order), "order.install", map[string]string{"image": "debian12-64-default"},
			writes("INF-06", "", on(order.ExternalID))))
	}
	for _, order := range k.orders(providers.OrderUnpaid, 1) {
		works = append(works, do(orderURL(order), "order.cancel", nil, writes("INF-05", "", on(order.ExternalID))))
	}
	for i, name := range []string{"one@trial", "two@trial"} {
		works = append(works, do(k.account(at), "sshkey.create", map[string]string{"public_key": keysOfTrial[i]}, writes("INF-11", "", named("name", name))))
	}
	for _, key := range k.things(at, providers.KindSSHKey, 1, func(models.Resource) bool { return true }) {
		works = append(works, do(fmt.Sprintf("/sshkeys/%d", key.ID), "sshkey.delete", nil, writes("INF-13", "", on(key.ExternalID))))
	}
	return works
}

func orderURL(r models.Resource) string { return fmt.Sprintf("/orders/%d", r.ID) }

func (k *killWorld) orders(stage providers.OrderStage, n int) []models.Resource {
	k.t.Helper()
	return k.things(providers.Inferno, providers.KindOrder, n, func(r models.Resource) bool { return r.Order().Stage == stage })
}

// paid pays an order that waits for it.
func (k *killWorld) paid() models.Resource {
	k.t.Helper()
	order := k.orders(providers.OrderUnpaid, 1)[0]
	w := *k.trialWorld
	w.slug, w.box = providers.Inferno, k.boxes[1]
	w.pay(orderURL(order))
	return order
}

// entries are what the providers have executed.
func (k *killWorld) entries() (all []sandbox.Entry) {
	for _, box := range k.boxes {
		all = append(all, box.Ledger()...)
	}
	return all
}
