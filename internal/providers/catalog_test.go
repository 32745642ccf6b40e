package providers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestCatalogCounts(t *testing.T) {
	counts := map[Slug]int{}
	for _, row := range Catalog() {
		counts[row.Provider]++
	}
	want := map[Slug]int{CloudAtCost: 6, Inferno: 13, IDCloudHost: 79, Clodo: 47}
	for slug, n := range want {
		if counts[slug] != n {
			t.Errorf("%s has %d operations, want %d", slug, counts[slug], n)
		}
	}
	if len(Catalog()) != 145 {
		t.Errorf("catalog has %d operations, want 145", len(Catalog()))
	}
}

func TestCatalogIDsRunWithoutGaps(t *testing.T) {
	prefixes := map[Slug]string{CloudAtCost: "CAC", Inferno: "INF", IDCloudHost: "IDC", Clodo: "CLO"}
	next := map[Slug]int{}
	for _, row := range Catalog() {
		next[row.Provider]++
		want := OpID(fmt.Sprintf("%s-%02d", prefixes[row.Provider], next[row.Provider]))
		if row.ID != want {
			t.Errorf("found %s where %s belongs", row.ID, want)
		}
		if found, ok := Lookup(row.ID); !ok || found != row {
			t.Errorf("Lookup(%s) = %v, %v", row.ID, found, ok)
		}
	}
}

func TestCatalogRowsAreWhole(t *testing.T) {
	methods := []string{"GET", "POST", "PUT", "PATCH", "DELETE"}
	for _, row := range Catalog() {
		for _, method := range strings.Split(row.Method, ", ") {
			if !slices.Contains(methods, method) || !row.Allows(method) {
				t.Errorf("%s: method %q", row.ID, method)
			}
		}
		if row.Title == "" || !strings.HasPrefix(row.Path, "/") {
			t.Errorf("%s: title %q, path %q", row.ID, row.Title, row.Path)
		}
		if !row.Write && !row.Repeatable {
			t.Errorf("%s is a read and not repeatable", row.ID)
		}
	}
}

// TestNotRepeatable holds the list literally: a change here is a decision
// about calls that may be sent twice. IDC-35 makes keys where there are none.
func TestNotRepeatable(t *testing.T) {
	want := strings.Fields(`CAC-03 CAC-04
		INF-03 INF-06 INF-08 INF-11
		IDC-05 IDC-12 IDC-13 IDC-14 IDC-16 IDC-18 IDC-22 IDC-25 IDC-26 IDC-30 IDC-35
		IDC-38 IDC-41 IDC-45 IDC-64 IDC-67 IDC-71 IDC-72 IDC-75 IDC-76 IDC-77
		CLO-06 CLO-07 CLO-09 CLO-10 CLO-14 CLO-16 CLO-21 CLO-23 CLO-26 CLO-29 CLO-33
		CLO-34 CLO-40`)
	var got []string
	for _, row := range Catalog() {
		if !row.Repeatable {
			got = append(got, string(row.ID))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("not repeatable:\n got %v\nwant %v", got, want)
	}
}

func TestReadsThatChangeThings(t *testing.T) {
	for _, id := range []OpID{"CLO-09", "CLO-14", "CLO-23", "IDC-35", "IDC-41"} {
		if row, _ := Lookup(id); !row.Write || row.Repeatable {
			t.Errorf("%s is not a write of its own: %+v", id, row)
		}
	}
	for _, id := range []OpID{"CLO-11", "CLO-44"} {
		if row, _ := Lookup(id); row.Write {
			t.Errorf("%s is a read with POST, not a write", id)
		}
	}
}

func TestPerLocation(t *testing.T) {
	n := 0
	for _, row := range Catalog() {
		if row.PerLocation {
			n++
		}
	}
	if n != 36 {
		t.Errorf("%d operations are per location, want 36", n)
	}
}

func TestVariants(t *testing.T) {
	tests := []struct {
		op                OpID
		variant           Variant
		write, repeatable bool
	}{
		{"CLO-10", VariantStart, true, true},
		{"CLO-10", VariantStop, true, true},
		{"CLO-10", "reboot", true, false},
		{"CLO-10", "rebuild", true, false},
		{"CLO-10", "", true, false},
		{"CLO-07", VariantSettings, true, true},
		{"CLO-29", VariantChange, true, true},
		{"CAC-03", VariantPowerOff, true, true},
		{"CAC-03", "reset", true, false},
		{"INF-06", VariantCheck, false, true},
		{"CLO-04", VariantStart, false, true},
	}
	for _, tt := range tests {
		row, ok := Lookup(tt.op)
		if !ok {
			t.Fatalf("no row %s", tt.op)
		}
		got := row.As(tt.variant)
		if got.Write != tt.write || got.Repeatable != tt.repeatable {
			t.Errorf("%s as %q: write %v, repeatable %v", tt.op, tt.variant, got.Write, got.Repeatable)
		}
	}
}

func TestLookupOfUnknownID(t *testing.T) {
	if row, ok := Lookup("CLO-99"); ok {
		t.Errorf("found %+v", row)
	}
}
