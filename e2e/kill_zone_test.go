//go:build e2e

package e2e

import (
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
)

// clodoZones makes, deletes and changes zones. What is added in one call comes
// once; each removal may be repeated.
func (k *killWorld) clodoZones() (works []work) {
	const at = providers.Clodo
	plain := func(role providers.ZoneRole) func(models.Resource) bool {
		return func(r models.Resource) bool {
			return r.Zone().Role == role && r.Zone().Records == 9 || role == providers.ZoneSlave && r.Zone().Role == role
		}
	}
	works = unique("kill-zone-%d.example", 4, func(name string) work {
		return do(k.account(at), "zone.create", map[string]string{"name": name}, writes("CLO-26", "", named("name", name)))
	})
	for _, r := range k.things(at, providers.KindZone, 2, plain(providers.ZoneMaster)) {
		works = append(works, do(zoneURL(r), "zone.delete", nil, writes("CLO-27", "", on(r.ExternalID))))
	}
	for _, r := range k.things(at, providers.KindZone, 2, plain(providers.ZoneSlave)) {
		works = append(works, do(zoneURL(r), "zone.master", map[string]string{"master": "192.0.2.5"},
			writes("CLO-29", providers.VariantChange, on(r.ExternalID))))
	}
	for i, r := range k.things(at, providers.KindZone, 6, plain(providers.ZoneMaster)) {
		k.client.Get(zoneURL(r) + "/read")
		all, err := k.db.scope.AllZoneRecords(k.t.Context(), r)
		k.db.must(err)
		changes, effect := []zone.Change{{After: &zone.Record{Name: "kill", Type: "A", Content: "192.0.2.6", TTL: 300}}}, writes("CLO-29", "", on(r.ExternalID))
		if i%3 == 2 {
			gone := recordOf(k.t, all, "CNAME", "www")
			changes, effect = []zone.Change{{Before: &gone}}, writes("CLO-30", "", on(r.ExternalID))
		}
		k.db.must(k.db.scope.SaveZoneChanges(k.t.Context(), r, changes))
		works = append(works, do(zoneURL(r), "zone.apply", nil, effect))
	}
	return works
}
