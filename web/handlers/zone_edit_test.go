package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
	"pinfold/internal/zone"
)

var zoneExample = []zone.Record{
	{ID: "1", Name: "@", Type: "SOA", Content: "ns1.example.net. root.example.com. 2026112103 1 2 3 4", TTL: 60},
	{ID: "2", Name: "@", Type: "NS", Content: "ns1.example.net.", TTL: 3600},
	{ID: "3", Name: "@", Type: "A", Content: "192.0.2.3", TTL: 3600},
	{ID: "4", Name: "www", Type: "CNAME", Content: "example.com.", TTL: 3600},
	{ID: "5", Name: "@", Type: "MX", Content: "mail.example.com.", Priority: 10, TTL: 3600},
	{ID: "6", Name: "mail", Type: "A", Content: "192.0.2.6", TTL: 3600},
	{ID: "7", Name: "old", Type: "TXT", Content: `"<b>x"`, TTL: 3600},
	{ID: "8", Name: "a", Type: "A", Content: "192.0.2.8", TTL: 3600},
	{ID: "9", Name: "b", Type: "A", Content: "192.0.2.9", TTL: 3600},
}

// zoneOfExample stores a zone as it was read from its provider.
func (h *house) zoneOfExample(role providers.ZoneRole) (models.Resource, string) {
	h.t.Helper()
	r := h.observed(providers.Observation{Kind: providers.KindZone, ID: "42", Name: "example.com", State: providers.Available,
		Facts:  providers.ZoneFacts{Role: role, Records: len(zoneExample)},
		Gauges: providers.ZoneGauges{Types: []string{"A", "AAAA", "CNAME", "MX", "TXT", "NS", "SRV"}}})
	h.reads(r, zoneExample)
	return r, fmt.Sprintf("/zones/%d", r.ID)
}

// reads is what a refresh does with the zone.
func (h *house) reads(r models.Resource, records []zone.Record) {
	h.t.Helper()
	_, err := h.scope.KeepZone(ctx, r, records, nil)
	testdb.Must(h.t, err)
}

func (h *house) pending(r models.Resource) []zone.Change {
	h.t.Helper()
	draft, err := h.scope.ZoneChanges(ctx, r)
	testdb.Must(h.t, err)
	return draft.Changes()
}

var wasField = regexp.MustCompile(`name="was" value="([0-9a-f]*)"`)

func scripted(b *browser) *browser {
	b.header.Set("HX-Request", "true")
	return b
}

// keeps fills in the form of a record, as a browser without script does.
func keeps(t *testing.T, b *browser, path string, values url.Values) page {
	t.Helper()
	page := b.get(path)
	page.want(t, 200, "Nothing is sent yet.")
	if was := wasField.FindStringSubmatch(page.body); was != nil {
		values.Set("was", was[1])
	}
	return b.send(http.MethodPost, path, values.Encode())
}

func TestARecordIsEditedWithoutScript(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	b.get(path+"/records/r3").want(t, 200, `value="192.0.2.3"`, `value="3600"`, "Address, IPv4", "Keep change")

	refused := keeps(t, b, path+"/records/r3", url.Values{"name": {"@"}, "address": {"188.127.237.2003"}, "ttl": {"1h"}})
	refused.want(t, 422, "Each part of an IPv4 address is 255 or less. The last one is 2003.", `value="188.127.237.2003"`, `value="1h"`, `aria-invalid="true"`)
	if len(h.pending(r)) != 0 {
		t.Fatal("a refused edit is on the list")
	}

	kept := keeps(t, b, path+"/records/r3", url.Values{"name": {""}, "address": {"62.76.41.218"}, "ttl": {"1h"}})
	kept.want(t, http.StatusSeeOther)
	if got := kept.Header.Get("Location"); got != path+"#rec-r3" {
		t.Errorf("one is sent to %s", got)
	}
	changes := h.pending(r)
	if len(changes) != 1 || changes[0].Before.Content != "192.0.2.3" || changes[0].After.Content != "62.76.41.218" || changes[0].After.ID != "3" {
		t.Fatalf("the list is %+v", changes)
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 || len(h.woken.list()) != 0 {
		t.Errorf("editing started %d operations", n)
	}
	again := keeps(t, b, path+"/records/r3", url.Values{"name": {"@"}, "address": {"192.0.2.3"}, "ttl": {"3600"}})
	again.want(t, http.StatusSeeOther)
	if changes := h.pending(r); len(changes) != 0 {
		t.Errorf("edited back to what it was, the list is %+v", changes)
	}
}

func TestARecordIsAddedWithTheFieldsOfItsType(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	b.get(path+"/records/new?type=srv").want(t, 200, "Weight", "Port", "Server", `value="SRV"`, "type=MX")
	b.get(path+"/records/new?type=CAA").lacks(t, "letsencrypt") // The zone does not take it.
	srv := url.Values{"type": {"SRV"}, "name": {"_sip._tcp"}, "priority": {"10"}, "weight": {"5"}, "port": {"5060"}, "target": {"mail"}, "ttl": {""}}
	b.send(http.MethodPost, path+"/records/new", srv.Encode()).want(t, http.StatusSeeOther)
	if c := h.pending(r); len(c) != 1 || c[0].After.Content != "5 5060 mail.example.com." || c[0].After.Priority != 10 || c[0].After.TTL != 3600 {
		t.Fatalf("the list is %+v", c)
	}
	b.send(http.MethodPost, path+"/records/new", srv.Encode()).want(t, 422, "SRV _sip._tcp with this content is there twice.")
	key := h.pending(r)[0].Key()
	b.get(path+"/records/"+key).want(t, 200, `value="5060"`, "Keep change")
	srv.Set("port", "5061")
	keeps(t, b, path+"/records/"+key, srv).want(t, http.StatusSeeOther)
	if c := h.pending(r); len(c) != 1 || !c[0].Adds() || !strings.Contains(c[0].After.Content, "5061") {
		t.Errorf("an edited addition: %+v", c)
	}
}

func TestRulesAreToldAtTheField(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	_, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	for says, form := range map[string]url.Values{
		"A CNAME cannot stand beside other records of the same name. “www” also has an A record.": {"type": {"A"}, "name": {"www"}, "address": {"192.0.2.1"}},
		"A CNAME cannot stand at the zone itself":                                                 {"type": {"CNAME"}, "name": {"@"}, "target": {"x.example.net."}},
		"An MX record points to a name, not to an address.":                                       {"type": {"MX"}, "name": {"@"}, "priority": {"1"}, "target": {"192.0.2.1"}},
		"“x.example.net.” is outside the zone.":                                                   {"type": {"A"}, "name": {"x.example.net."}, "address": {"192.0.2.1"}},
		"This zone takes no records of the type “CAA”.":                                           {"type": {"CAA"}},
	} {
		b.send(http.MethodPost, path+"/records/new", form.Encode()).want(t, 422, says)
	}
}

func TestARecordThatMovedUnderTheFormIsNotOverwritten(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	was := wasField.FindStringSubmatch(b.get(path + "/records/r3").body)[1]
	moved := append([]zone.Record(nil), zoneExample...)
	moved[2].Content = "192.0.2.33"
	h.reads(r, moved)
	form := url.Values{"was": {was}, "name": {"@"}, "address": {"192.0.2.50"}, "ttl": {"3600"}}
	refused := b.send(http.MethodPost, path+"/records/r3", form.Encode())
	refused.want(t, 422, "The record was changed while you edited it.", "192.0.2.33", `value="192.0.2.50"`)
	form.Set("was", wasField.FindStringSubmatch(refused.body)[1])
	b.send(http.MethodPost, path+"/records/r3", form.Encode()).want(t, http.StatusSeeOther)
	if c := h.pending(r); len(c) != 1 || c[0].Before.Content != "192.0.2.33" {
		t.Errorf("the list is %+v", c)
	}
}

func TestChangesAreUndoneOneByOneAndAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	b := h.as(h.scope)
	b.post(path+"/records/r7/remove").want(t, http.StatusSeeOther)
	b.post(path+"/records/r8/remove").want(t, http.StatusSeeOther)
	if c := h.pending(r); len(c) != 2 || !c[0].Removes() {
		t.Fatalf("the list is %+v", c)
	}
	b.post(path+"/records/r7/undo").want(t, http.StatusSeeOther)
	if c := h.pending(r); len(c) != 1 || c[0].Before.ID != "8" {
		t.Fatalf("the list is %+v", c)
	}
	b.post(path+"/changes/discard").want(t, http.StatusSeeOther)
	if c := h.pending(r); len(c) != 0 {
		t.Errorf("the list is %+v", c)
	}
	b.post(path+"/records/r1/remove").want(t, 404) // The SOA is the provider's.
	b.post(path+"/records/r99/undo").want(t, 404)
}

func TestAScriptGetsTheRowAndThePanelOnly(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	_, path := h.zoneOfExample(providers.ZoneMaster)
	b := scripted(h.as(h.scope))
	b.get(path+"/records/r3").want(t, 200, `id="rec-r3"`, "data-editing", "data-cancel", `id="rec-field-address"`)
	b.get(path+"/records/r3?row=1").want(t, 200, `id="rec-r3"`, "192.0.2.3")
	answer := b.post(path + "/records/r7/remove")
	answer.want(t, 200, `id="rec-r7"`, "is-del", `hx-swap-oob="outerHTML"`, `id="zone-pending"`, "1 change", "Review and apply", "&lt;b&gt;x", `data-key="z"`)
	answer.lacks(t, "rec-r8", "<html", "<b>x")
	b.send(http.MethodPost, path+"/records/new", "type=A&name=new&address=192.0.2.77&ttl=60").want(t, 200, `id="zone-new"`, "192.0.2.77", "is-add", "2 changes")
	b.send(http.MethodPost, path+"/records/new", "type=A&name=new&address=1&ttl=60").want(t, 422, `id="rec-new"`, "An IPv4 address has 4 parts")
	b.get(path+"/changes?part=panel").want(t, 200, `id="zone-pending"`, "2 changes")
}

func TestOthersSeeThatOneIsEditing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	h.as(h.scope).post(path+"/records/r7/remove").want(t, http.StatusSeeOther)
	bea := scripted(h.as(h.member("bea", access.Operator)))
	bea.get(path+"/changes?part=panel").want(t, 200, "is editing this zone too.")
	bea.get(path+"/changes?part=panel").lacks(t, "1 change")
	if c := h.pending(r); len(c) != 1 {
		t.Errorf("the list is %+v", c)
	}
}

func TestWhoMayNotEditAZone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	viewer, bob := h.as(h.member("view", access.Viewer)), h.as(h.Team(t, "bob"))
	gets := []string{"/records/new", "/records/r3", "/changes", "/conflict"}
	posts := []string{"/records/new", "/records/r3", "/records/r3/remove", "/records/r3/undo", "/changes/discard", "/changes/back", "/conflict"}
	for _, one := range gets {
		viewer.get(path+one).want(t, 403, "You may look at this zone, not change it", "Ask an owner for the role Operator.")
		bob.get(path+one).want(t, 404)
	}
	for _, one := range posts {
		viewer.post(path+one).want(t, 403)
		bob.post(path+one).want(t, 404)
	}
	if c := h.pending(r); len(c) != 0 {
		t.Errorf("the list is %+v", c)
	}
}

func TestASlaveIsNotEdited(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	_, path := h.zoneOfExample(providers.ZoneSlave)
	b := h.as(h.scope)
	b.get(path+"/records/r3").want(t, http.StatusConflict, "A slave zone copies its records from its master", "Change them there.")
	b.post(path+"/records/r3/remove").want(t, http.StatusConflict)
}
