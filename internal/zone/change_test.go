package zone

import (
	"testing"
)

func a(id, name, address string) Record {
	return Record{ID: id, Name: name, Type: "A", Content: address, TTL: 3600}
}

func ptr(r Record) *Record { return &r }

func wantRecords(t *testing.T, got []Record, want ...Record) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d records, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("record %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestApplyChangesAddsAndRemoves(t *testing.T) {
	zone := []Record{a("1", "@", "192.0.2.1"), a("2", "www", "192.0.2.2"), a("3", "old", "192.0.2.3")}
	got := Apply(zone, []Change{
		{Before: ptr(zone[0]), After: ptr(a("1", "@", "192.0.2.9"))},
		{After: ptr(a("", "new", "192.0.2.4"))},
		{Before: ptr(zone[2])},
	})
	wantRecords(t, got, a("1", "@", "192.0.2.9"), zone[1], a("", "new", "192.0.2.4"))
	wantRecords(t, zone, a("1", "@", "192.0.2.1"), a("2", "www", "192.0.2.2"), a("3", "old", "192.0.2.3"))
}

func TestApplyKeepsTheIDOfAChangedRecord(t *testing.T) {
	zone := []Record{a("7", "@", "192.0.2.1")}
	got := Apply(zone, []Change{{Before: ptr(zone[0]), After: ptr(a("", "@", "192.0.2.2"))}})
	wantRecords(t, got, a("7", "@", "192.0.2.2"))
}

func TestApplyOfAVanishedRecordHasNoEffect(t *testing.T) {
	zone := []Record{a("1", "@", "192.0.2.1")}
	gone := a("5", "gone", "192.0.2.5")
	got := Apply(zone, []Change{{Before: &gone, After: ptr(a("5", "gone", "192.0.2.6"))}, {Before: &gone}})
	wantRecords(t, got, zone...)
}

func TestApplyFindsARecordWithoutIDByWhatItSays(t *testing.T) {
	zone := []Record{a("", "@", "192.0.2.1"), a("", "@", "192.0.2.2")}
	got := Apply(zone, []Change{{Before: ptr(a("", "@", "192.0.2.2"))}})
	wantRecords(t, got, zone[0])
}

func TestSameIgnoresHowItIsWritten(t *testing.T) {
	mx := Record{Name: "@", Type: "MX", Content: "mx.example.com.", Priority: 10, TTL: 60}
	for name, other := range map[string]Record{
		"case of a host": {Name: "@", Type: "mx", Content: "MX.Example.com.", Priority: 10, TTL: 60},
		"the ID":         {ID: "8", Name: "@", Type: "MX", Content: "mx.example.com.", Priority: 10, TTL: 60},
	} {
		if !Same(mx, other) {
			t.Errorf("%s: not the same", name)
		}
	}
	long := Record{Name: "@", Type: "AAAA", Content: "2001:0db8:0:0::1"}
	if !Same(long, Record{Name: "@", Type: "AAAA", Content: "2001:db8::1"}) {
		t.Error("an IPv6 address in its long form is another one")
	}
}

func TestSameSeesWhatDiffers(t *testing.T) {
	base := Record{Name: "@", Type: "MX", Content: "mx.example.com.", Priority: 10, TTL: 60}
	for name, edit := range map[string]func(*Record){
		"name":     func(r *Record) { r.Name = "www" },
		"type":     func(r *Record) { r.Type = "CNAME" },
		"content":  func(r *Record) { r.Content = "mx2.example.com." },
		"priority": func(r *Record) { r.Priority = 20 },
		"ttl":      func(r *Record) { r.TTL = 61 },
	} {
		other := base
		edit(&other)
		if Same(base, other) {
			t.Errorf("another %s is the same", name)
		}
	}
	other := base
	other.TTL = 61
	if !SameData(base, other) {
		t.Error("SameData looks at the TTL")
	}
	text := Record{Name: "@", Type: "TXT", Content: `"Case"`}
	if Same(text, Record{Name: "@", Type: "TXT", Content: `"case"`}) {
		t.Error("texts that differ in case are the same")
	}
}
