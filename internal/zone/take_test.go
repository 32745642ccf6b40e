package zone_test

import (
	"strings"
	"testing"

	"pinfold/internal/zone"
)

func TestTake(t *testing.T) {
	records := []zone.Record{
		{ID: "1", Name: "@", Type: "A", Content: "192.0.2.1", TTL: 3600}, {ID: "2", Name: "@", Type: "A", Content: "192.0.2.2", TTL: 3600},
		{ID: "3", Name: "www", Type: "A", Content: "192.0.2.1", TTL: 3600}, {ID: "4", Name: "@", Type: "MX", Content: "mx.example.com.", Priority: 10, TTL: 60},
	}
	file := []zone.Record{
		{Name: "@", Type: "A", Content: "192.0.2.2", TTL: 3600}, {Name: "@", Type: "A", Content: "192.0.2.3", TTL: 3600},
		{Name: "new", Type: "A", Content: "192.0.2.4", TTL: 60},
	}
	for _, tt := range []struct {
		replace bool
		want    string
	}{
		{false, "1=192.0.2.3/3600 +192.0.2.4/60"},
		{true, "1=192.0.2.3/3600 3- 4- +192.0.2.4/60"},
	} {
		if got := told(zone.Diff(records, zone.Take(records, file, tt.replace))); got != tt.want {
			t.Errorf("replace %v: %s, want %s", tt.replace, got, tt.want)
		}
	}
}

// TestTakeOfItself: a zone that is written and read again changes nothing.
func TestTakeOfItself(t *testing.T) {
	z := zone.New("example.com")
	records := []zone.Record{
		{ID: "2", Name: "@", Type: "A", Content: "192.0.2.1", TTL: 3600}, {ID: "3", Name: "*.a", Type: "CNAME", Content: "example.org.", TTL: 300},
		{ID: "5", Name: "_dmarc", Type: "TXT", Content: `"v=DMARC1; p=none" "b\"c\\"`, TTL: 60}, {ID: "6", Name: "@", Type: "MX", Content: "mx.example.com.", Priority: 10, TTL: 60},
		{ID: "7", Name: "_sip._tcp", Type: "SRV", Content: "5 5060 sip.example.com.", Priority: 1, TTL: 60}, {ID: "8", Name: "@", Type: "CAA", Content: `0 issue "ca.example"`, TTL: 60},
	}
	var file strings.Builder
	if err := z.WriteFile(&file, records); err != nil {
		t.Fatal(err)
	}
	read := z.ReadFile(file.String())
	if len(read.Wrong)+len(read.Left) > 0 || len(read.Records) != len(records) {
		t.Fatalf("%+v", read)
	}
	for _, replace := range []bool{true, false} {
		if changes := zone.Diff(records, zone.Take(records, read.Records, replace)); len(changes) != 0 {
			t.Errorf("%v: %s", replace, told(changes))
		}
	}
}
