package actions_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
	"pinfold/internal/zone"
)

// nameServer holds one zone. What is sent takes effect even if its answer is
// lost, unless it is refused.
type nameServer struct {
	records   []zone.Record
	unlisted  bool
	editErr   error
	removeErr map[string]error
	swallow   int // how many of the changes of a call get lost
	next      int
	edits     int
	removed   []string
}

func (n *nameServer) Zone(context.Context, providers.Ref, string) (providers.ZoneContent, error) {
	return providers.ZoneContent{Records: slices.Clone(n.records)}, nil
}

func (n *nameServer) Zones(context.Context) ([]providers.Observation, error) {
	if n.unlisted {
		return nil, nil
	}
	return []providers.Observation{{Kind: providers.KindZone, ID: "7", Name: "example.com"}}, nil
}

func (n *nameServer) EditZone(_ context.Context, _ providers.Ref, edit providers.ZoneEdit) error {
	n.edits++
	if providers.Refused(n.editErr) {
		return n.editErr
	}
	for _, c := range edit.Changes[:len(edit.Changes)-n.swallow] {
		if c.Adds() {
			n.next++
			r := *c.After
			r.ID = fmt.Sprint("new", n.next)
			n.records = append(n.records, r)
			continue
		}
		n.records = zone.Apply(n.records, []zone.Change{c})
	}
	return n.editErr
}

func (n *nameServer) RemoveRecord(_ context.Context, _ providers.Ref, id string) (string, error) {
	if err := n.removeErr[id]; err != nil {
		return "", err
	}
	n.removed = append(n.removed, id)
	n.records = slices.DeleteFunc(n.records, func(r zone.Record) bool { return r.ID == id })
	return "2", nil
}

// zoneRig is an operation that applies changes to a zone.
type zoneRig struct {
	*rig
	zone    models.Resource
	changes []zone.Change
}

func host(id, name, address string) zone.Record {
	return zone.Record{ID: id, Name: name, Type: "A", Content: address, TTL: 60}
}

// threeChanges move one host, add one and remove two.
func threeChanges() ([]zone.Record, []zone.Change) {
	now := []zone.Record{host("1", "@", "192.0.2.1"), host("2", "a", "192.0.2.2"), host("3", "b", "192.0.2.3")}
	moved, added := host("1", "@", "192.0.2.9"), host("", "new", "192.0.2.5")
	return slices.Clone(now), []zone.Change{{Before: &now[0], After: &moved}, {After: &added}, {Before: &now[1]}, {Before: &now[2]}}
}

func newZoneRig(t *testing.T, changes []zone.Change) *zoneRig {
	t.Helper()
	r := &zoneRig{rig: newRig(t), changes: changes}
	account, err := r.scope.Account(ctx, r.server.AccountID)
	testdb.Must(t, err)
	r.zone = r.Thing(t, r.scope, account, providers.Observation{Kind: providers.KindZone, ID: "7", Name: "example.com", State: providers.Available,
		Facts: providers.ZoneFacts{Role: providers.ZoneMaster}})
	testdb.Must(t, r.scope.SaveZoneChanges(ctx, r.zone, changes))
	op := testdb.Operation(r.zone)
	op.Action, op.LockKey, op.FormID = "zone.apply", "zone", "zone"
	r.op = testdb.Started(t, r.scope, op)
	r.lease = r.Claimed(t, r.op, "zone")
	return r
}

func (r *zoneRig) apply(n *nameServer) error {
	r.t.Helper()
	data, err := json.Marshal(r.changes)
	testdb.Must(r.t, err)
	run := r.run()
	run.Action, run.Resource, run.Input = actions.ZoneApply, &r.zone, form.Values{"changes": string(data)}
	run.Observe = func(context.Context, providers.Observation) (models.ID, error) { return r.zone.ID, nil }
	return actions.ZoneApply.Do(ctx, run, n)
}

func (r *zoneRig) left() int {
	r.t.Helper()
	draft, err := r.scope.ZoneChanges(ctx, r.zone)
	testdb.Must(r.t, err)
	return draft.Count
}

func TestZoneIsApplied(t *testing.T) {
	now, changes := threeChanges()
	r, n := newZoneRig(t, changes), &nameServer{records: now}
	testdb.Must(t, r.apply(n))
	testdb.Must(t, r.apply(n)) // Run again from its top it does nothing.
	if n.edits != 1 || len(n.removed) != 2 || len(n.records) != 2 || r.left() != 0 {
		t.Errorf("%d edits, removed %v, holds %+v, %d left", n.edits, n.removed, n.records, r.left())
	}
	versions, err := r.scope.ZoneVersions(ctx, r.zone)
	testdb.Must(t, err)
	if len(versions) != 2 || versions[0].Count != 2 || versions[0].OperationID == nil || versions[1].Count != 3 {
		t.Errorf("kept %+v", versions)
	}
}

func TestZoneThatChangedIsLeftAlone(t *testing.T) {
	for name, meanwhile := range map[string]func(n *nameServer){
		"a record that is to change": func(n *nameServer) { n.records[0].Content = "192.0.2.66" },
		"one that is to change went": func(n *nameServer) { n.records = n.records[1:] },
		"a record that is to go":     func(n *nameServer) { n.records[2].TTL = 5 },
		"an addition with another TTL": func(n *nameServer) {
			n.records = append(n.records, zone.Record{ID: "9", Name: "new", Type: "A", Content: "192.0.2.5", TTL: 5})
		},
	} {
		t.Run(name, func(t *testing.T) {
			now, changes := threeChanges()
			r, n := newZoneRig(t, changes), &nameServer{records: now}
			meanwhile(n)
			err := r.apply(n)
			if providers.KindOf(err) != providers.ErrConflict || !strings.Contains(providers.Sentence(err), "Nothing was sent.") {
				t.Errorf("%v", err)
			}
			if n.edits+len(n.removed) != 0 || r.left() != len(changes) {
				t.Errorf("%d edits, removed %v, %d left", n.edits, n.removed, r.left())
			}
		})
	}
}

func TestZoneThatIsSoAlready(t *testing.T) {
	now, changes := threeChanges()
	r, n := newZoneRig(t, changes), &nameServer{records: now}
	n.records[0].Content = "192.0.2.9"
	n.records = append(n.records[:2], host("9", "new", "192.0.2.5"))
	testdb.Must(t, r.apply(n))
	if n.edits != 0 || len(n.removed) != 1 || r.left() != 0 {
		t.Errorf("%d edits, removed %v, %d left", n.edits, n.removed, r.left())
	}
}

func TestLostZoneChangesAreFound(t *testing.T) {
	now, changes := threeChanges()
	r, n := newZoneRig(t, changes[:2]), &nameServer{records: now, editErr: errLost}
	if err := r.apply(n); !is[*actions.Snooze](err) {
		t.Fatalf("after the send: %v", err)
	}
	testdb.Must(t, r.apply(n))
	if n.edits != 1 || len(n.records) != 4 || r.left() != 0 {
		t.Errorf("%d edits, holds %+v, %d left", n.edits, n.records, r.left())
	}
}

func TestZoneChangesThatCameInPart(t *testing.T) {
	now, changes := threeChanges()
	r, n := newZoneRig(t, changes[:2]), &nameServer{records: now, editErr: errLost, swallow: 1}
	if err := r.apply(n); !is[*actions.Snooze](err) {
		t.Fatalf("after the send: %v", err)
	}
	err := r.apply(n)
	if !is[*actions.Doubt](err) || !strings.Contains(err.Error(), "1 of 2 additions and changes are in the zone") || n.edits != 1 {
		t.Errorf("%v after %d edits", err, n.edits)
	}
}

func TestHalfAppliedZone(t *testing.T) {
	now, changes := threeChanges()
	r, n := newZoneRig(t, changes), &nameServer{records: now, removeErr: map[string]error{"3": errRefused}}
	err := r.apply(n)
	if sentence := providers.Sentence(err); !strings.HasPrefix(sentence, "3 of 4 changes are in the zone.") || !strings.HasSuffix(sentence, "No such image.") {
		t.Errorf("%v", err)
	}
	if r.left() != 1 || n.edits != 1 || len(n.removed) != 1 {
		t.Errorf("%d left after %d edits, removed %v", r.left(), n.edits, n.removed)
	}
}

// A lost removal is looked for, and repeated if it did not happen.
func TestLostRemovalIsRepeated(t *testing.T) {
	now, changes := threeChanges()
	r, n := newZoneRig(t, changes[3:]), &nameServer{records: now, removeErr: map[string]error{"3": errLost}}
	if err := r.apply(n); !is[*actions.Retry](err) {
		t.Fatalf("after the send: %v", err)
	}
	n.removeErr = nil
	testdb.Must(t, r.apply(n))
	if len(n.removed) != 1 || r.left() != 0 {
		t.Errorf("removed %v, %d left", n.removed, r.left())
	}
}

// The call that removes a record can delete the whole zone: nothing more is
// sent then.
func TestVanishedZoneStopsTheRemovals(t *testing.T) {
	now, changes := threeChanges()
	r, n := newZoneRig(t, changes[2:]), &nameServer{records: now, unlisted: true}
	err := r.apply(n)
	if !strings.Contains(providers.Sentence(err), "does not list the zone any more") || len(n.removed) != 1 {
		t.Errorf("%v after removing %v", err, n.removed)
	}
}

func TestPlanOfAZone(t *testing.T) {
	_, changes := threeChanges()
	target := actions.Target{Vendor: providers.Vendor{Slug: providers.Clodo, Name: "Clodo"},
		Resource: &models.Resource{Kind: providers.KindZone, Name: "example.com", ExternalID: "7"}}
	for records, want := range map[int]string{
		3:  "Removing 2 and changing 1 of 3 records. That is more than a third of the zone.",
		8:  "Removing 2 and changing 1 of 8 records. That is more than a third of the zone.",
		9:  "",
		90: "",
	} {
		target.Pending = &actions.Pending{Changes: changes, Records: records}
		plan := actions.ZoneApply.Plan(target, nil)
		grave := plan.TypedName == "example.com" && plan.Risk == actions.Destructive && plan.Consequences[0].Text == want
		if grave != (want != "") || len(plan.Calls) != 2 || plan.Calls[0].Op != "CLO-29" || !plan.Calls[0].Once || plan.Calls[1].Op != "CLO-30" {
			t.Errorf("of %d: %+v", records, plan)
		}
	}
	values, words := actions.ZoneApply.Carried(target)
	if len(words) != 4 || words[0][1] != "A @ 192.0.2.1 60 → A @ 192.0.2.9 60" || !strings.Contains(values["changes"], "192.0.2.5") {
		t.Errorf("carries %v %v", values, words)
	}
}

func TestNamesOfNewZones(t *testing.T) {
	f := actions.ZoneCreate.Form(actions.Target{Vendor: providers.Vendor{Zero: zoneMaker{}}, Known: models.Offerings{
		providers.KindZone: {{Name: "taken.example"}}}})
	for name, wrong := range map[string]bool{
		"example.com": false, "Example.COM.": false, "пример.рф": false, "2.0.192.in-addr.arpa": false,
		"taken.example": true, "TAKEN.example": true, "localhost": true, "a b.example": true, "": true, "x..example": true, "<b>.example": true,
		strings.Repeat("a", 64) + ".example": true,
	} {
		errs := f.Validate(form.Values{"name": name, "role": "master"})
		if (errs["name"] != "") != wrong {
			t.Errorf("%q: %v", name, errs)
		}
	}
	for address, wrong := range map[string]bool{"192.0.2.1": false, "2001:db8::1": true, "ns.example": true, "": true} {
		if errs := f.Validate(form.Values{"name": "example.com", "role": "slave", "master": address}); (errs["master"] != "") != wrong {
			t.Errorf("%q: %v", address, errs)
		}
	}
}

type zoneMaker struct{ nameServer }

func (zoneMaker) Zones(context.Context) ([]providers.Observation, error) { return nil, nil }
func (zoneMaker) AddZone(context.Context, providers.NewZone) (providers.Ref, error) {
	return providers.Ref{}, nil
}

// What somebody else edits while an operation runs stays.
func TestAppliedZoneKeepsWhatWasEditedSince(t *testing.T) {
	now, changes := threeChanges()
	r, n := newZoneRig(t, changes), &nameServer{records: now}
	later := host("", "later", "192.0.2.70")
	testdb.Must(t, r.scope.EditZoneChanges(ctx, r.zone, func(all []zone.Change) ([]zone.Change, error) {
		return append(all, zone.Change{After: &later}), nil
	}))
	r.Clock.Add(time.Second)
	testdb.Must(t, r.apply(n))
	if r.left() != 1 {
		t.Errorf("%d left", r.left())
	}
}
