package handlers

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
	"pinfold/internal/zone"
)

// edits puts changes onto ann's list.
func (h *house) edits(r models.Resource, changes ...zone.Change) {
	h.t.Helper()
	testdb.Must(h.t, h.scope.SaveZoneChanges(ctx, r, changes))
}

func to(i int, content string) zone.Change {
	before, after := zoneExample[i], zoneExample[i]
	after.Content = content
	return zone.Change{Before: &before, After: &after}
}

func without(i int) zone.Change { return zone.Change{Before: &zoneExample[i]} }

func plus(name, kind, content string) zone.Change {
	return zone.Change{After: &zone.Record{Name: name, Type: kind, Content: content, TTL: 3600}}
}

func TestReviewShowsWhatWillBeSentOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	b.get(path+"/changes").want(t, 200, "You have no changes of this zone that are not sent.")
	h.edits(r, to(2, "62.76.41.218"), plus("status", "CNAME", "pages.example.net."), without(6))
	review := b.get(path + "/changes")
	review.want(t, 200, "Apply 3 changes to example.com", "A @ 192.0.2.3", "A @ 62.76.41.218", "CNAME status pages.example.net.", "&lt;b&gt;x",
		"What will happen", "What will be called", `name="form_id"`, `name="seen"`, path+"/actions/zone.apply", "Back to editing")
	review.lacks(t, "<b>x", "To confirm, type")
	if n := strings.Count(review.body, "62.76.41.218"); n != 1 {
		t.Errorf("the new address stands there %d times", n)
	}
	started := b.post(path+"/actions/zone.apply", "form_id", review.formID(t), "seen", review.hidden(t, "seen"))
	started.want(t, http.StatusSeeOther)
	if h.Int(t, "SELECT COUNT(*) FROM operations WHERE action = 'zone.apply'") != 1 || len(h.woken.list()) != 1 {
		t.Error("no operation was started")
	}
	b.get(path+"/changes").want(t, 200, "The changes cannot be applied now.")
}

func TestReviewOfOverAThirdAsksForTheName(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	h.edits(r, without(2), without(6), without(7), without(8))
	b := h.as(h.scope)
	review := b.get(path + "/changes")
	review.want(t, 200, "Removing 4 of 9 records. That is more than a third of the zone.", "To confirm, type", "btn-error")
	b.post(path+"/actions/zone.apply", "form_id", review.formID(t), "seen", review.hidden(t, "seen")).want(t, 422)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations without the name", n)
	}
}

func TestReviewTellsWhatTheRulesSay(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	h.edits(r, plus("www", "A", "192.0.2.1"))
	refused := b.get(path + "/changes")
	refused.want(t, 200, "The changes cannot be applied now.", "A CNAME cannot stand beside other records of the same name.")
	refused.lacks(t, `name="form_id"`)
	b.post(path+"/actions/zone.apply", "form_id", "x").want(t, 422)
	h.edits(r, without(1))
	b.get(path+"/changes").want(t, 200, "The last NS record of the zone goes.")
	h.edits(r, without(5))
	b.get(path+"/changes").want(t, 200, "Apply 1 change")
	h.edits(r, plus("@", "MX", "www.example.com."), plus("x", "A", "192.0.2.1"))
	warned := b.get(path + "/changes")
	warned.want(t, 200, "MX must point to a name with an address.", `name="form_id"`)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations began", n)
	}
}

// meets edits two records and lets the provider change them meanwhile.
func (h *house) meets(r models.Resource) {
	h.t.Helper()
	h.edits(r, to(2, "62.76.41.218"), without(6), to(7, "192.0.2.80"), plus("new", "A", "192.0.2.77"))
	h.Clock.Add(time.Minute)
	now := append([]zone.Record(nil), zoneExample...)
	now[2].Content, now[6].Content = "188.127.240.9", `"yandex: 2"`
	now = append(now, zone.Record{ID: "20", Name: "dev", Type: "A", Content: "192.0.2.20", TTL: 60})
	h.reads(r, now)
}

func TestConflictShowsThreeSidesAndIsResolved(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	h.meets(r)
	b := h.as(h.scope)
	review := b.get(path + "/changes")
	review.want(t, 200, "The zone changed meanwhile.", "2 of your changes are about records that another hand changed.", path+"/conflict")
	review.lacks(t, `name="form_id"`)
	conflict := b.get(path + "/conflict")
	conflict.want(t, 200, "example.com changed meanwhile", "Nothing was sent.", "2 records were changed on both sides: choose for each.",
		"192.0.2.3", "188.127.240.9", "62.76.41.218", "Remove the record", "Only yours, will be sent", "Only at Clodo, stays", "dev 192.0.2.20", "new 192.0.2.77")
	conflict.lacks(t, "<b>x")

	b.post(path+"/conflict", "seen", conflict.hidden(t, "seen"), "choice-r3", "mine").want(t, 422, "Choose for each record.")
	if n := len(h.pending(r)); n != 4 {
		t.Fatalf("%d changes are left", n)
	}
	b.post(path+"/conflict", "seen", conflict.hidden(t, "seen"), "choice-r3", "mine", "choice-r7", "theirs").want(t, http.StatusSeeOther)
	changes := h.pending(r)
	if len(changes) != 3 || changes[0].Before.Content != "188.127.240.9" || changes[0].After.Content != "62.76.41.218" {
		t.Fatalf("the list is %+v", changes)
	}
	b.get(path+"/changes").want(t, 200, "Apply 3 changes", `name="form_id"`, "A @ 188.127.240.9")
	b.get(path+"/conflict").want(t, http.StatusSeeOther)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations began", n)
	}
}

func TestConflictThatMovedOnIsShownAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	h.meets(r)
	b := h.as(h.scope)
	seen := b.get(path+"/conflict").hidden(t, "seen")
	now := append([]zone.Record(nil), zoneExample...)
	now[2].Content, now[6].Content = "188.127.240.10", `"yandex: 2"`
	h.reads(r, now)
	b.post(path+"/conflict", "seen", seen, "choice-r3", "mine", "choice-r7", "mine").want(t, 422, "others than this page showed", "188.127.240.10")
	if c := h.pending(r); len(c) != 4 || c[0].Before.Content != "192.0.2.3" {
		t.Errorf("the list is %+v", c)
	}
}

func TestConflictWithAllGivenWayEmptiesTheList(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	h.edits(r, to(2, "62.76.41.218"), plus("new", "A", "192.0.2.77"))
	now := append([]zone.Record(nil), zoneExample...)
	now = append(now[:2], now[3:]...)
	now = append(now, zone.Record{ID: "21", Name: "new", Type: "A", Content: "192.0.2.77", TTL: 3600})
	h.reads(r, now)
	b := h.as(h.scope)
	conflict := b.get(path + "/conflict")
	conflict.want(t, 200, "The record is gone", "In the zone already, leaves your list")
	done := b.post(path+"/conflict", "seen", conflict.hidden(t, "seen"), "choice-r3", "theirs")
	done.want(t, http.StatusSeeOther)
	if c := h.pending(r); len(c) != 0 || done.Header.Get("Location") != path {
		t.Errorf("the list is %+v, one is sent to %s", c, done.Header.Get("Location"))
	}
}

func TestAnApplyThatEndedInBetweenIsTakenBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	h.edits(r, without(6))
	h.Clock.Add(time.Minute)
	op := testdb.Operation(r)
	op.Action, op.Kind = "zone.apply", providers.KindZone
	run := testdb.Started(t, h.scope, op)
	now := append([]zone.Record(nil), zoneExample...)
	now[2].Content = "62.76.41.218"
	now = append(now, zone.Record{ID: "20", Name: "dev", Type: "A", Content: "192.0.2.20", TTL: 60})
	_, err := h.scope.KeepZone(ctx, r, now, &run)
	testdb.Must(t, err)
	h.Exec(t, "UPDATE operations SET status = 'failed', error = '2 of 3 changes are in the zone.', ended_at = ? WHERE id = ?", h.Now(), run.ID)
	b := h.as(h.scope)
	scripted(h.as(h.scope)).get(path+"/changes?part=panel").want(t, 200, "Applied in part", "2 of 3 changes are in the zone.", path+"/changes/back")
	h.Clock.Add(time.Second)
	b.post(path+"/changes/back").want(t, http.StatusSeeOther)
	changes := h.pending(r)
	if len(changes) != 2 || changes[0].After == nil || changes[0].After.Content != "192.0.2.3" || !changes[1].Removes() || changes[1].Before.ID != "20" {
		t.Fatalf("the list is %+v", changes)
	}
	b.post(path+"/changes/back").want(t, 404)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 1 {
		t.Errorf("%d operations", n)
	}
}
