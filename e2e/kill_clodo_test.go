//go:build e2e

package e2e

import (
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// clodoWorks is the table of works at Clodo.
func (k *killWorld) clodoWorks() (works []work) {
	const at = providers.Clodo
	virtual, scale := ofType("VirtualServer"), ofType("ScaleServer")
	for _, row := range []struct {
		n       int
		fits    func(models.Resource, providers.ServerFacts) bool
		action  string
		fill    map[string]string
		op      string
		variant providers.Variant
	}{
		{3, isStopped, "server.start", nil, "CLO-10", providers.VariantStart},
		{3, isRunning, "server.stop", nil, "CLO-10", providers.VariantStop},
		{4, isRunning, "server.reboot", nil, "CLO-10", ""},
		{3, virtual, "server.rebuild", map[string]string{"imageId": "561"}, "CLO-10", ""},
		{3, anyServer, "server.delete", nil, "CLO-08", ""},
		{2, scale, "server.resize", map[string]string{"memory_mb": "64", "memory_max_mb": "1111", "disk_gb": "1999"}, "CLO-07", providers.VariantSettings},
		{2, scale, "server.scaling", map[string]string{"vps_daylimit": "100"}, "CLO-07", providers.VariantSettings},
		{2, anyServer, "server.swap", map[string]string{"vps_swapsize": "128"}, "CLO-07", providers.VariantSettings},
		{2, anyServer, "server.disk_shaper", map[string]string{"vps_hddshaper": "1"}, "CLO-07", providers.VariantSettings},
		{3, anyServer, "server.traffic_add", map[string]string{"gb": "50"}, "CLO-07", ""},
		{2, virtual, "server.period", map[string]string{"vps_pay_period": "m", "vps_abonement": "6"}, "CLO-07", ""},
		{2, virtual, "server.renewal", map[string]string{"vps_abonement_disabled": "0"}, "CLO-07", providers.VariantSettings},
		{2, virtual, "server.change_type", nil, "CLO-09", ""},
		{2, scale, "server.change_type", map[string]string{"pay_type": "3m"}, "CLO-09", ""},
		{4, isRunning, "server.backup", nil, "CLO-14", ""},
		{4, isRunning, "server.address_add", nil, "CLO-21", ""},
	} {
		works = append(works, each(k.servers(at, row.n, row.fits), row.action, row.fill, row.op, row.variant)...)
	}
	works = append(works, unique("kill-all-%d", 4, func(name string) work {
		return do(k.account(at), "server.create", map[string]string{"name": name}, writes("CLO-06", "", named("name", name)))
	})...)
	works = append(works, k.clodoTickets()...)
	works = append(works, k.clodoZones()...)
	return append(append(works, k.clodoCopies()...), k.clodoAddresses()...)
}

func (k *killWorld) clodoTickets() (works []work) {
	for _, r := range k.things(providers.Clodo, providers.KindTicket, 2, func(r models.Resource) bool { return r.GoneAt == nil }) {
		fill := map[string]string{"text": "Kill " + r.ExternalID}
		works = append(works, do(fmt.Sprintf("/tickets/%d", r.ID), "ticket.reply", fill, writes("CLO-34", "", on(r.ExternalID))))
	}
	return append(works, unique("kill-ticket-%d", 3, func(subject string) work {
		fill := map[string]string{"subject": subject, "text": "Kill"}
		return do(k.account(providers.Clodo), "ticket.create", fill, writes("CLO-33", "", named("subject", subject)))
	})...)
}

func (k *killWorld) clodoCopies() (works []work) {
	for _, row := range []struct {
		n          int
		action, op string
		fill       map[string]string
	}{
		{3, "backup.overwrite", "CLO-14", nil},
		{3, "backup.restore", "CLO-16", nil},
		{2, "backup.schedule", "CLO-18", map[string]string{"day1": "1", "day7": "1", "time": "05:17"}},
		{2, "backup.describe", "CLO-19", map[string]string{"description": "kill"}},
		{3, "backup.delete", "CLO-15", nil},
	} {
		for _, r := range k.backups(providers.Clodo, row.n, anyServer) {
			works = append(works, do(backupURL(r), row.action, row.fill, writes(row.op, "", on(r.Parent))))
		}
	}
	return works
}

// clodoAddresses moves additional addresses to other servers, removes them, and
// changes what is planned for servers.
func (k *killWorld) clodoAddresses() (works []work) {
	const at = providers.Clodo
	two := func(_ models.Resource, f providers.ServerFacts) bool { return len(floating(f)) == 2 }
	for i, server := range k.servers(at, 4, two) {
		k.client.Get(serverURL(server) + "/parts/addresses")
		ip := k.additional(server)
		of := func(e sandbox.Entry) bool { return e.Details["ip"] == ip.ExternalID }
		if i%2 == 0 {
			works = append(works, do(addressURL(ip), "address.remove", nil, writes("CLO-22", "", of)))
			continue
		}
		to := k.servers(at, 1, func(r models.Resource, _ providers.ServerFacts) bool { return r.Location == server.Location })[0]
		works = append(works, do(addressURL(ip), "address.move", map[string]string{"server": to.ExternalID}, writes("CLO-23", "", of)))
	}
	return append(works, k.clodoPlans()...)
}

// clodoPlans moves what is planned for one server and cancels it for another.
func (k *killWorld) clodoPlans() []work {
	two := k.servers(providers.Clodo, 2, ofType("VirtualServer"))
	for _, one := range []trial{
		{action: "server.change_type"},
		{action: "server.change_type", fill: map[string]string{"pay_type": "12m"}},
		{action: "server.resize", fill: map[string]string{"disk_gb": "777"}},
	} {
		first, second := k.start(one, serverURL(two[0])), k.start(one, serverURL(two[1])) // A plan is waited for long.
		for _, op := range []models.Operation{k.ends(first.ID), k.ends(second.ID)} {
			if op.Status != models.StatusSucceeded {
				k.t.Fatalf("%s: %s %s", op.Action, op.Error, op.Said)
			}
		}
	}
	shift, cancel := two[0], two[1]
	return []work{
		do(serverURL(shift), "server.planned_shift", map[string]string{"newconfig_date": "23"},
			writes("CLO-07", providers.VariantSettings, on(shift.ExternalID))),
		do(serverURL(cancel), "server.planned_cancel", map[string]string{"modify_type": "params"},
			writes("CLO-07", "", on(cancel.ExternalID))),
	}
}

// additional is the address of a server that is not its primary one.
func (k *killWorld) additional(server models.Resource) models.Resource {
	k.t.Helper()
	parts, err := k.db.scope.Parts(k.t.Context(), server)
	k.db.must(err)
	for _, r := range parts {
		if r.Kind == providers.KindAddress && r.Named().Detail(providers.DetailPrimary) == "No" {
			return r
		}
	}
	k.t.Fatalf("%s has no additional address", server.Name)
	return models.Resource{}
}
