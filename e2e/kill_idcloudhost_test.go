//go:build e2e

package e2e

import (
	"fmt"
	"maps"
	"strings"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// idCloudHostWorks is the table of works at IDCloudHost.
func (k *killWorld) idCloudHostWorks() (works []work) {
	const at = providers.IDCloudHost
	w := *k.trialWorld
	w.slug = at
	anAccountWithRoom(&w)
	works = append(works, k.profileWork(at, map[string]string{"phone_number": "+62 1"}, "IDC-02", named("phone_number", "+62 1")))
	works = append(works, k.idCloudHostTokens()...)
	works = append(works, k.idCloudHostCopies()...)
	works = append(works, k.idCloudHostAddresses()...)
	works = append(works, k.idCloudHostNetworks()...)
	works = append(works, k.idCloudHostBilling()...)
	works = append(works, k.idCloudHostPayments()...)
	addresses := func(n int) func(models.Resource, providers.ServerFacts) bool {
		return func(_ models.Resource, f providers.ServerFacts) bool { return len(floating(f)) == n }
	}
	small := func(_ models.Resource, f providers.ServerFacts) bool { return len(f.Disks) == 1 && f.Disks[0].GB < 200 }
	second := func(_ models.Resource, f providers.ServerFacts) bool { return len(f.Disks) == 2 }
	for _, row := range []struct {
		n      int
		fits   func(models.Resource, providers.ServerFacts) bool
		action string
		fill   map[string]string
		op     string
	}{
		{2, addresses(0), "server.delete", nil, "IDC-08"},
		{2, second, "server.disk_delete", nil, "IDC-28"},
		{2, isStopped, "server.start", nil, "IDC-23"},
		{2, isStopped, "server.rescue", nil, "IDC-25"},
		{2, isStopped, "server.resize", map[string]string{"cpu": "8", "memory_mb": "3072"}, "IDC-11"},
		{2, small, "server.disk_grow", map[string]string{"gb": "230"}, "IDC-27"},
		{2, addresses(1), "server.address_release", nil, "IDC-15"},
		{2, isRunning, "server.stop", nil, "IDC-24"},
		{2, isRunning, "server.force_stop", nil, "IDC-24"},
		{2, isRunning, "server.password", map[string]string{"password": secretOfTrial}, "IDC-10"},
		{3, anyServer, "server.auto_backup", nil, "IDC-13"},
		{3, anyServer, "server.disk_add", map[string]string{"gb": "50"}, "IDC-26"},
		{3, anyServer, "server.address_reserve", nil, "IDC-16"},
	} {
		works = append(works, each(k.servers(at, row.n, row.fits), row.action, row.fill, row.op, "")...)
	}
	for _, r := range k.servers(at, 3, isRunning) {
		works = append(works, do(serverURL(r), "server.reboot", nil, writes("IDC-24", "", on(r.ExternalID)), writes("IDC-23", "", on(r.ExternalID))))
	}
	return append(works, k.idCloudHostNames()...)
}

func (k *killWorld) idCloudHostNames() (works []work) {
	const at = providers.IDCloudHost
	works = unique("kill-create-%d", 3, func(name string) work {
		fill := maps.Clone(orderOfTrial)
		fill["name"] = name
		return do(k.account(at), "server.create", fill, writes("IDC-12", "", named("name", name)))
	})
	works = append(works, unique("kill-clone-%d", 3, func(name string) work {
		r := k.servers(at, 1, anyServer)[0]
		return do(serverURL(r), "server.clone", map[string]string{"name": name}, writes("IDC-14", "", named("name", name)))
	})...)
	return append(works, unique("kill-rename-%d", 2, func(name string) work {
		r := k.servers(at, 1, anyServer)[0]
		return do(serverURL(r), "server.rename", map[string]string{"name": name}, writes("IDC-11", "", on(r.ExternalID)))
	})...)
}

// idCloudHostCopies are works with snapshots and backups. The name of a copy
// begins with that of its disk.
func (k *killWorld) idCloudHostCopies() (works []work) {
	const at = providers.IDCloudHost
	copied := func(r models.Resource, f providers.ServerFacts) bool {
		return f.AutoBackup != nil && *f.AutoBackup && len(f.Disks) == 1
	}
	for _, r := range k.backups(at, 2, func(r models.Resource, f providers.ServerFacts) bool { return isStopped(r, f) && copied(r, f) }) {
		works = append(works, do(backupURL(r), "backup.restore", nil, writes("IDC-18", "", on(r.Parent))))
	}
	for _, r := range k.backups(at, 2, copied) {
		works = append(works, do(backupURL(r), "backup.convert", nil, writes("IDC-21", "", on(r.ExternalID))))
	}
	for _, r := range k.backups(at, 2, copied) {
		works = append(works, do(backupURL(r), "backup.delete", nil, writes("IDC-19", "", on(r.ExternalID))))
	}
	one := func(_ models.Resource, f providers.ServerFacts) bool { return len(f.Disks) == 1 }
	for _, r := range k.servers(at, 3, one) {
		disk := func(e sandbox.Entry) bool { return strings.HasPrefix(e.Target, r.ExternalID) }
		works = append(works, do(serverURL(r), "server.backup", nil, writes("IDC-22", "", disk)))
	}
	return works
}

func (k *killWorld) idCloudHostAddresses() (works []work) {
	const at = providers.IDCloudHost
	all := k.db.Servers()
	held := func(r models.Resource) bool {
		s := inServers(all, r.Parent)
		if r.Parent == "" || s == nil || k.used[s.ID] {
			return false
		}
		k.used[s.ID] = true
		return true
	}
	for _, row := range []struct {
		action, op string
		fill       map[string]string
	}{
		{"address.unassign", "IDC-51", nil},
		{"address.rename", "IDC-48", map[string]string{"name": "killed", "billing": "129075"}},
		{"address.delete", "IDC-49", nil},
	} {
		for _, r := range k.things(at, providers.KindAddress, 2, held) {
			works = append(works, do(addressURL(r), row.action, row.fill, writes(row.op, "", on(r.ExternalID))))
		}
	}
	for _, r := range k.things(at, providers.KindAddress, 2, func(r models.Resource) bool { return r.Parent == "" }) {
		to := k.servers(at, 1, func(s models.Resource, _ providers.ServerFacts) bool { return s.Location == r.Location })[0]
		works = append(works, do(addressURL(r), "address.assign", map[string]string{"server": to.ExternalID}, writes("IDC-50", "", on(r.ExternalID))))
	}
	return append(works, unique("kill-ip-%d", 3, func(name string) work {
		fill := map[string]string{"name": name, "billing": "6", "location": "bus02"}
		return do(k.account(at), "address.create", fill, writes("IDC-45", "", named("name", name)))
	})...)
}

func (k *killWorld) idCloudHostNetworks() (works []work) {
	const at = providers.IDCloudHost
	made := k.setUp(k.account(at), "network.create", map[string]string{"name": "empty"})
	works = append(works, do(fmt.Sprintf("/networks/%d", made.ResourceID), "network.delete", nil, writes("IDC-42", "", on(made.ExternalID))))
	k.used[made.ResourceID] = true
	plain := func(r models.Resource) bool { return !r.Network().Default }
	for _, r := range k.things(at, providers.KindNetwork, 2, plain) {
		works = append(works, do(networkURL(r), "network.rename", map[string]string{"name": "killed"}, writes("IDC-44", "", on(r.ExternalID))))
	}
	for _, r := range k.things(at, providers.KindNetwork, 1, plain) {
		works = append(works, do(networkURL(r), "network.default", nil, writes("IDC-43", "", on(r.ExternalID))))
	}
	return append(works, unique("kill-net-%d", 3, func(name string) work {
		fill := map[string]string{"name": name, "location": "bus02"}
		return do(k.account(at), "network.create", fill, writes("IDC-41", "", named("name", name)))
	})...)
}
