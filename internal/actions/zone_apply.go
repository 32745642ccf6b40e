package actions

import (
	"context"
	"fmt"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
)

// The writes of zone.apply, per provider: additions and changes, and a removal.
var (
	editsZones     = map[providers.Slug]providers.OpID{providers.Clodo: "CLO-29"}
	removesRecords = map[providers.Slug]providers.OpID{providers.Clodo: "CLO-30"}
)

// ZoneApply sends what a person changed in a zone: additions and changes in one
// call (CLO-29), then a call for each removal (CLO-30).
var ZoneApply = Define(Spec[providers.ZoneEditor]{
	Name: "zone.apply",
	Words: Words{Label: "Apply changes", Of: "Apply changes to", Button: "Apply changes", Doing: "Applying", Done: "Applied", Icon: "check",
		Group: GroupChange},
	On: providers.KindZone, Needs: access.EditZones, Worst: Disruptive,
	Write: editsZones,
	Carries: func(t Target) (form.Values, [][2]string) {
		return pendingOf(t).carries()
	},
	Blocked: func(t Target) string {
		switch {
		case t.Resource.Zone().Role == providers.ZoneSlave:
			return "A slave zone copies its records from its master. Change them there."
		case len(pendingOf(t).Changes) == 0:
			return "There are no changes to apply."
		case pendingOf(t).Wrong != "":
			return pendingOf(t).Wrong
		}
		return ""
	},
	Form: func(_ providers.ZoneEditor, t Target) form.Form {
		mark := pendingOf(t).mark()
		return form.Form{
			Fields: []form.Field{{Name: fieldSeen, Kind: form.Hidden, Optional: true, Default: mark}},
			Check: func(in form.Values) form.Errors {
				if in[fieldSeen] != mark {
					return form.Errors{"": "The changes are not those that this page showed. Look at them again. Nothing was sent."}
				}
				return nil
			},
		}
	},
	Plan: planZone,
	Do:   applyZone,
})

func planZone(t Target, _ form.Values) Plan {
	p := pendingOf(t)
	removed, changed := p.touched()
	plan := Plan{Title: "Apply changes to " + models.UnicodeName(t.Name())}
	if p.grave() {
		plan.Risk, plan.TypedName = Destructive, t.Name()
		plan.Consequences = append(plan.Consequences, Consequence{Loss, graveWords(removed, changed, p.Records)})
	}
	for _, c := range p.Changes {
		weight := Disturbing
		switch {
		case c.Removes():
			weight = Loss
		case c.Adds():
			weight = Fine
		}
		if len(plan.Consequences) > toldChanges {
			plan.Consequences = append(plan.Consequences, Consequence{Disturbing, moreWords(len(p.Changes))})
			break
		}
		plan.Consequences = append(plan.Consequences, Consequence{weight, verbOf(c) + " " + lineOf(c)})
	}
	plan.Consequences = append(plan.Consequences, Consequence{Fine, "The zone is read first. If somebody changed what you change, nothing is sent."})
	plan.Calls = zoneCalls(t, p, removed)
	return plan
}

func graveWords(removed, changed, records int) string {
	var doing []string
	if removed > 0 {
		doing = append(doing, fmt.Sprintf("Removing %d", removed))
	}
	if changed > 0 {
		doing = append(doing, fmt.Sprintf("Changing %d", changed))
	}
	if len(doing) == 2 {
		doing[1] = strings.ToLower(doing[1][:1]) + doing[1][1:]
	}
	return fmt.Sprintf("%s of %d records. That is more than a third of the zone.", strings.Join(doing, " and "), records)
}

func zoneCalls(t Target, p Pending, removed int) []PlannedCall {
	var calls []PlannedCall
	if len(p.Changes) > removed {
		calls = append(calls, t.Call(editsZones[t.Vendor.Slug], ""))
	}
	if removed > 0 {
		call := t.Call(removesRecords[t.Vendor.Slug], "")
		if removed > 1 {
			call.Note = fmt.Sprintf("%d times, once for each record. %s", removed, call.Note)
		}
		calls = append(calls, call)
	}
	return calls
}

// zoneRun is one turn of zone.apply.
type zoneRun struct {
	*Run
	c     providers.ZoneEditor
	edits []zone.Change // additions and changes
	drops []zone.Change // removals
	now   providers.ZoneContent
}

func applyZone(ctx context.Context, r *Run, c providers.ZoneEditor) error {
	changes, err := changesIn(r.Input)
	if err != nil {
		return err
	}
	z := &zoneRun{Run: r, c: c}
	for _, change := range changes {
		if change.Removes() {
			z.drops = append(z.drops, change)
		} else {
			z.edits = append(z.edits, change)
		}
	}
	begun, err := r.Lease.OpenWrites(ctx, true)
	if err != nil {
		return err
	}
	if begun == 0 {
		if err := z.begin(ctx); err != nil {
			return err
		}
	}
	if err := z.write(ctx); err != nil {
		return z.half(ctx, err)
	}
	if err := z.remove(ctx); err != nil {
		return z.half(ctx, err)
	}
	return z.finish(ctx)
}
