package actions

import (
	"context"
	"fmt"
	"net/netip"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// ZoneDelete deletes a zone with all its records (CLO-27).
var ZoneDelete = Define(Spec[providers.ZoneRemover]{
	Name:  "zone.delete",
	Words: Words{Label: "Delete zone", Of: "Delete", Button: "Delete zone", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindZone, Needs: access.EditZones, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-27"},
	Plan: func(t Target, _ form.Values) Plan {
		name := models.UnicodeName(t.Name())
		return Plan{
			Title: "Delete zone " + name, TypedName: t.Name(),
			Consequences: []Consequence{
				{Loss, fmt.Sprintf("The zone with its %s is deleted at %s.", recordsText(t.Resource.Zone().Records), t.Vendor.Name)},
				{Loss, "Sites, mail and everything else under " + name + " stop working as caches run out, unless other name servers answer for it."},
				{Fine, "The panel keeps the states of the zone that it has seen."},
			},
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.ZoneRemover) error {
		listed := func(ctx context.Context) error {
			all, err := c.Zones(ctx)
			if err == nil && !slices.ContainsFunc(all, func(o providers.Observation) bool { return o.ID == r.Ref().ID }) {
				err = notListed
			}
			return err
		}
		return deleteThing(ctx, r, providers.KindZone, listed, func(ctx context.Context) error { return c.DeleteZone(ctx, r.Ref()) })
	},
})

func recordsText(n int) string {
	if n == 1 {
		return "1 record"
	}
	return fmt.Sprintf("%d records", n)
}

// ZoneMaster changes the address that a slave zone copies from (CLO-29).
var ZoneMaster = Define(Spec[providers.ZoneMasterSetter]{
	Name: "zone.master",
	Words: Words{Label: "Change master", Of: "Change the master of", Button: "Save master", Doing: "Changing the master", Done: "Master changed", Icon: "pencil",
		Group: GroupChange},
	On: providers.KindZone, Needs: access.EditZones, Worst: Disruptive,
	Write:   map[providers.Slug]providers.OpID{providers.Clodo: "CLO-29"},
	Variant: map[providers.Slug]providers.Variant{providers.Clodo: providers.VariantChange},
	Blocked: func(t Target) string {
		if t.Resource.Zone().Role != providers.ZoneSlave {
			return "Only a slave zone has a master."
		}
		return ""
	},
	Form: func(_ providers.ZoneMasterSetter, t Target) form.Form {
		field := masterField()
		field.Default = t.Resource.Zone().Master
		return form.Form{Fields: []form.Field{field}}
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "The zone is copied from the new master from then on. What the old one had and the new one lacks is gone."},
			{Fine, "The new master has to allow " + t.Vendor.Name + "'s name servers to copy the zone."},
		}}
	},
	Do: setZoneMaster,
})

func checkMaster(address string) string {
	if a, err := netip.ParseAddr(address); err != nil || !a.Is4() {
		return "This is not an IPv4 address. It looks like 192.0.2.1."
	}
	return ""
}

// setZoneMaster sends the address until it is taken. Clodo's list does not tell
// the master, so a lost answer is settled by sending it again.
func setZoneMaster(ctx context.Context, r *Run, c providers.ZoneMasterSetter) error {
	address := r.Input[fieldMaster]
	set := Set{Step: "master", Op: r.Write(), Showing: r.Action.Words.Doing,
		Reached: func(ctx context.Context) (bool, error) {
			all, err := c.Zones(ctx)
			return slices.ContainsFunc(all, func(o providers.Observation) bool {
				facts, _ := o.Facts.(providers.ZoneFacts)
				return o.ID == r.Ref().ID && facts.Master == address
			}), err
		},
		Send: func(ctx context.Context) error { return c.SetZoneMaster(ctx, r.Ref(), address) }}
	return set.Do(ctx, r)
}
