//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/zone"
)

// aZone picks a zone of the role that no trial has used yet and reads it by
// opening its page.
func aZone(w *trialWorld, role providers.ZoneRole) models.Resource {
	w.t.Helper()
	rows, _, err := w.db.scope.Zones(w.t.Context(), models.ZoneListQuery{Role: role, Limit: 100, Sort: "name"})
	w.db.must(err)
	for _, r := range rows {
		if !w.used[r.ID] && (role == providers.ZoneSlave || r.Zone().Records == 9) { // Those of a site.
			w.used[r.ID] = true
			if page := w.client.Get(zoneURL(r) + "/read"); page.Status != http.StatusOK {
				w.t.Fatalf("%s: status %d", r.Name, page.Status)
			}
			return r
		}
	}
	w.t.Fatalf("no %s zone is left", role)
	return models.Resource{}
}

func zoneURL(r models.Resource) string { return fmt.Sprintf("/zones/%d", r.ID) }

// records are what the panel knows of a zone.
func (w *trialWorld) records(id models.ID) []zone.Record {
	w.t.Helper()
	r, err := w.db.scope.Resource(w.t.Context(), providers.KindZone, id)
	w.db.must(err)
	all, err := w.db.scope.AllZoneRecords(w.t.Context(), r)
	w.db.must(err)
	return all
}

func recordOf(t *testing.T, all []zone.Record, kind, name string) zone.Record {
	t.Helper()
	for _, r := range all {
		if r.Type == kind && r.Name == name {
			return r
		}
	}
	t.Fatalf("no %s %s in %+v", kind, name, all)
	return zone.Record{}
}

// edited is a zone with changes that were made before: an address moved and a
// text added, or the site's name removed.
func edited(remove bool) func(w *trialWorld) string {
	return func(w *trialWorld) string {
		r := aZone(w, providers.ZoneMaster)
		all := w.records(r.ID)
		www, mail := recordOf(w.t, all, "CNAME", "www"), recordOf(w.t, all, "A", "mail")
		moved := mail
		moved.Content = "192.0.2.77"
		changes := []zone.Change{{Before: &mail, After: &moved}, {After: &zone.Record{Name: "trial", Type: "TXT", Content: `"it \"works\""`, TTL: 300}}}
		if remove {
			changes = []zone.Change{{Before: &www}}
		}
		w.db.must(w.db.scope.SaveZoneChanges(w.t.Context(), r, changes))
		return zoneURL(r)
	}
}

// unsent counts the changes of a zone that are kept.
func (w *trialWorld) unsent(id models.ID) int {
	w.t.Helper()
	drafts, err := w.db.scope.ZoneDrafts(w.t.Context(), []models.ID{id})
	w.db.must(err)
	return drafts[id].Count
}

func TestClodoZones(t *testing.T) {
	made := map[string]string{"name": "made.example"}
	tryAll(t, providers.Clodo, []trial{
		{
			name: "CLO-26", op: "CLO-26", action: "zone.create", fill: made, sentence: "Clodo refused",
			on: func(w *trialWorld) string {
				made["name"] = "a" + made["name"]
				return anAccount(w)
			},
			done: func(w *trialWorld, op models.Operation) {
				r, err := w.db.scope.Resource(w.t.Context(), providers.KindZone, op.ResourceID)
				w.db.must(err)
				if sent := w.newest("CLO-26"); r.Name != made["name"] || sent.Target != r.ExternalID || sent.Details["type"] != "MASTER" {
					w.t.Errorf("it made %s %s: %+v", r.ExternalID, r.Name, sent)
				}
			},
		},
		{
			name: "CLO-29", op: "CLO-29", action: "zone.apply", on: edited(false), sentence: "Nothing was sent. Your changes are kept.",
			refuse: func(w *trialWorld, target string) { // Somebody else changes what the changes touch.
				r := w.thing(providers.KindZone, target)
				w.mutate(sandbox.Mutation{Kind: sandbox.MutateRecord, Target: r.Name, Value: "mail." + r.Name + " A 192.0.2.99"})
			},
			done: func(w *trialWorld, op models.Operation) {
				all := w.records(op.ResourceID)
				added := recordOf(w.t, all, "TXT", "trial")
				if recordOf(w.t, all, "A", "mail").Content != "192.0.2.77" || added.Content != `"it \"works\""` || w.unsent(op.ResourceID) != 0 {
					w.t.Errorf("it holds %+v; %d changes are kept", all, w.unsent(op.ResourceID))
				}
				if sent := w.newest("CLO-29"); sent.Details["added"] != "1" || sent.Details["changed"] != "1" {
					w.t.Errorf("sent %+v", sent)
				}
				versions, err := w.db.scope.ZoneVersions(w.t.Context(), models.Resource{ID: op.ResourceID})
				w.db.must(err)
				if len(versions) != 2 || versions[0].OperationID == nil || *versions[0].OperationID != op.ID || versions[1].OperationID != nil {
					w.t.Errorf("kept states: %+v", versions)
				}
			},
		},
		{
			name: "CLO-29 refused", op: "CLO-29", action: "zone.apply", on: edited(false), sentence: "Clodo refused",
			done: func(w *trialWorld, op models.Operation) {},
		},
		{
			name: "CLO-30", op: "CLO-30", action: "zone.apply", on: edited(true), sentence: "Clodo refused",
			done: func(w *trialWorld, op models.Operation) {
				for _, r := range w.records(op.ResourceID) {
					if r.Name == "www" {
						w.t.Errorf("it still holds %+v", r)
					}
				}
				if left := w.unsent(op.ResourceID); left != 0 || len(w.box.writes("CLO-27")) != 0 {
					w.t.Errorf("%d changes are kept; %d zones deleted", left, len(w.box.writes("CLO-27")))
				}
			},
		},
		{
			name: "CLO-29 master", op: "CLO-29", variant: providers.VariantChange, action: "zone.master", sentence: "Clodo refused",
			fill: map[string]string{"master": "192.0.2.53"},
			on: func(w *trialWorld) string {
				if len(w.used) > 0 { // There are three slaves; each may be told its master again.
					rows, _, err := w.db.scope.Zones(w.t.Context(), models.ZoneListQuery{Role: providers.ZoneSlave, Limit: 1})
					w.db.must(err)
					return zoneURL(rows[0])
				}
				return zoneURL(aZone(w, providers.ZoneSlave))
			},
			done: func(w *trialWorld, op models.Operation) {
				if page := w.client.Get(fmt.Sprintf("/zones/%d", op.ResourceID)); !strings.Contains(page.Text(), "copies 192.0.2.53") {
					w.t.Errorf("the page lacks the master:\n%s", page.Text())
				}
			},
		},
		{
			name: "CLO-27", op: "CLO-27", action: "zone.delete", sentence: "Clodo refused",
			on: func(w *trialWorld) string { return zoneURL(aZone(w, providers.ZoneMaster)) },
			done: func(w *trialWorld, op models.Operation) {
				if page := w.client.Get("/zones?q=" + op.TargetName); strings.Contains(page.Body, fmt.Sprintf(`id="zone-%d"`, op.ResourceID)) {
					w.t.Errorf("the list still has it:\n%s", page.Text())
				}
			},
		},
	})
}

// TestHalfAppliedZone: what was done leaves the person's changes, the rest
// stays and is applied again.
func TestHalfAppliedZone(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	r := aZone(w, providers.ZoneMaster)
	all := w.records(r.ID)
	www, dmarc := recordOf(t, all, "CNAME", "www"), recordOf(t, all, "TXT", "_dmarc")
	fresh := zone.Record{Name: "half", Type: "A", Content: "192.0.2.5", TTL: 300}
	w.db.must(w.db.scope.SaveZoneChanges(t.Context(), r, []zone.Change{{After: &fresh}, {Before: &www}, {Before: &dmarc}}))
	w.box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-30", Kind: sandbox.FaultStatus, Status: http.StatusBadRequest})
	apply := trial{action: "zone.apply"}
	op := w.ends(w.start(apply, zoneURL(r)).ID)
	if op.Status != models.StatusFailed || !strings.Contains(op.Error, "1 of 3 changes are in the zone.") || w.unsent(r.ID) != 2 {
		t.Fatalf("%s: %s; %d changes are kept", op.Status, op.Error, w.unsent(r.ID))
	}
	w.box.ClearFaults()
	if op = w.ends(w.start(apply, zoneURL(r)).ID); op.Status != models.StatusSucceeded || w.unsent(r.ID) != 0 {
		t.Errorf("%s: %s; %d changes are kept", op.Status, op.Error, w.unsent(r.ID))
	}
	if now := w.records(r.ID); len(now) != len(all)-1 || len(w.box.writes("CLO-29")) != 1 || len(w.box.writes("CLO-30")) != 2 {
		t.Errorf("%d records, %d changes, %d removals", len(now), len(w.box.writes("CLO-29")), len(w.box.writes("CLO-30")))
	}
}

// TestZonePagesOverAFailingProvider: the pages come from the panel, a failed
// reading is told on the page, and a zone is found by what a record holds.
func TestZonePagesOverAFailingProvider(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	r := aZone(w, providers.ZoneMaster)
	w.box.SetFault(sandbox.Fault{Provider: "clodo", Kind: sandbox.FaultCut})
	page := w.client.Get(zoneURL(r) + "/read?x=1")
	if page.Status != http.StatusOK {
		t.Fatalf("status %d", page.Status)
	}
	form, ok := page.Form(zoneURL(r) + "/refresh")
	if !ok {
		t.Fatalf("nothing refreshes the zone:\n%s", page.Text())
	}
	page = w.client.Post(zoneURL(r)+"/refresh", form)
	if text := page.Text(); !strings.Contains(text, "The records could not be read.") || !strings.Contains(text, "mail") {
		t.Errorf("status %d:\n%s", page.Status, text)
	}
	all := w.records(r.ID)
	mail := recordOf(t, all, "A", "mail")
	if page = w.client.Get("/zones?q=" + mail.Content); !strings.Contains(page.Text(), "A mail "+mail.Content) {
		t.Errorf("%s is not found:\n%s", mail.Content, page.Text())
	}
	if page = w.client.Get("/zones/reverse"); !strings.Contains(page.Body, "/servers/") || !strings.Contains(page.Text(), "in-addr.arpa") {
		t.Errorf("reverse names:\n%s", page.Text())
	}
}

// TestZoneChangesSettledByAPerson: what somebody says has happened leaves the
// list of changes; what was never sent stays on it.
func TestZoneChangesSettledByAPerson(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	r := aZone(w, providers.ZoneMaster)
	all := w.records(r.ID)
	www, mail := recordOf(t, all, "CNAME", "www"), recordOf(t, all, "A", "mail")
	moved := mail
	moved.Content = "192.0.2.77"
	w.db.must(w.db.scope.SaveZoneChanges(t.Context(), r, []zone.Change{{Before: &mail, After: &moved}, {Before: &www}}))
	w.box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-29", Kind: sandbox.FaultCut})
	op := w.ends(w.start(trial{action: "zone.apply"}, zoneURL(r)).ID)
	if op.Status != models.StatusUnknown || w.unsent(r.ID) != 2 {
		t.Fatalf("%s: %s; %d changes are kept", op.Status, op.Error, w.unsent(r.ID))
	}
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateRecord, Target: r.Name, Value: "mail." + r.Name + " A " + moved.Content})
	w.client.Post(zoneURL(r)+"/refresh", nil)
	w.client.Post(fmt.Sprintf("/operations/%d/decide", op.ID), map[string][]string{"decision": {"happened"}})
	draft, err := w.db.scope.ZoneChanges(t.Context(), r)
	w.db.must(err)
	if kept := draft.Changes(); len(kept) != 1 || !kept[0].Removes() || kept[0].Before.Name != "www" {
		t.Errorf("kept are %+v", kept)
	}
}

// TestRefusedApplyLeadsToTheChoice: who is refused since the zone changed
// meanwhile finds the three sides from the operation's page, until they chose.
func TestRefusedApplyLeadsToTheChoice(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	target := edited(false)(w)
	r := w.thing(providers.KindZone, target)
	w.mutate(sandbox.Mutation{Kind: sandbox.MutateRecord, Target: r.Name, Value: "mail." + r.Name + " A 192.0.2.99"})
	op := w.ends(w.start(trial{action: "zone.apply"}, target).ID)
	path, link := fmt.Sprintf("/operations/%d", op.ID), `href="`+target+`/conflict"`
	page := w.client.Get(path)
	if op.Status != models.StatusFailed || !strings.Contains(page.Body, link) || strings.Contains(page.Text(), "Apply changes again") {
		t.Fatalf("%s:\n%s", op.Status, page.Text())
	}
	choice := w.client.Get(target + "/conflict")
	if text := choice.Text(); !strings.Contains(text, "Changed on both sides") || !strings.Contains(text, "192.0.2.99") || !strings.Contains(text, "192.0.2.77") {
		t.Fatalf("the choice:\n%s", text)
	}
	form, _ := choice.Form(target + "/conflict")
	for name := range form {
		if strings.HasPrefix(name, "choice-") {
			form.Set(name, "theirs")
		}
	}
	if answer := w.client.Post(target+"/conflict", form); answer.Status != http.StatusSeeOther {
		t.Fatalf("status %d:\n%s", answer.Status, answer.Text())
	}
	if page = w.client.Get(path); strings.Contains(page.Body, link) || !strings.Contains(page.Text(), "Apply changes again") {
		t.Errorf("after the choice:\n%s", page.Text())
	}
}
