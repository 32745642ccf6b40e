package zone

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestDiffPairsWhatBelongsTogether(t *testing.T) {
	before := []Record{a("1", "@", "192.0.2.1"), a("2", "@", "192.0.2.2"), a("3", "old", "192.0.2.3")}
	after := []Record{a("", "@", "192.0.2.2"), a("", "@", "192.0.2.8"), a("", "new", "192.0.2.4")}
	got := Diff(before, after)
	if len(got) != 3 {
		t.Fatalf("%d changes, want 3: %+v", len(got), got)
	}
	if got[0].Before.ID != "1" || got[0].After.Content != "192.0.2.8" || got[0].After.ID != "1" {
		t.Errorf("the other address of @ is %+v", got[0])
	}
	if !got[1].Removes() || got[1].Before.ID != "3" {
		t.Errorf("the removal is %+v", got[1])
	}
	if !got[2].Adds() || got[2].After.Name != "new" {
		t.Errorf("the addition is %+v", got[2])
	}
}

func TestDiffOfATTLIsOneChange(t *testing.T) {
	before := []Record{a("1", "@", "192.0.2.1"), a("2", "@", "192.0.2.2")}
	after := []Record{a("", "@", "192.0.2.2"), a("", "@", "192.0.2.1")}
	after[0].TTL = 60
	got := Diff(before, after)
	if len(got) != 1 || got[0].Before.ID != "2" || got[0].After.TTL != 60 {
		t.Errorf("changes are %+v", got)
	}
}

func TestDiffOfTheSameIsEmpty(t *testing.T) {
	zone := randomZone(rand.New(rand.NewPCG(1, 2)), 40)
	if got := Diff(zone, zone); len(got) != 0 {
		t.Errorf("a zone differs from itself: %+v", got)
	}
}

// TestDiffAppliedGivesTheOther holds that applying a difference leads from the
// one state to the other, whatever the two are.
func TestDiffAppliedGivesTheOther(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		before, after := randomZone(r, r.IntN(12)), randomZone(r, r.IntN(12))
		if r.IntN(2) == 0 {
			for i := range after {
				after[i].ID = ""
			}
		}
		got := Apply(before, Diff(before, after))
		if !sameSet(got, after) {
			t.Fatalf("seed %d: from\n%+v\nto\n%+v\ncame\n%+v", seed, before, after, got)
		}
		for _, c := range Conflicts(before, Diff(before, after)) {
			if c.Clash != Already || !c.Change.Adds() {
				t.Fatalf("seed %d: a difference clashes with the zone it was taken of: %+v", seed, c)
			}
		}
	}
}

// randomZone has few names and addresses, so that zones overlap.
func randomZone(r *rand.Rand, n int) []Record {
	var out []Record
	for i := range n {
		out = append(out, Record{
			ID:   strconv.Itoa(i + 1),
			Name: []string{"@", "www", "mail"}[r.IntN(3)], Type: []string{"A", "AAAA"}[r.IntN(2)],
			Content: "192.0.2." + strconv.Itoa(r.IntN(4)), TTL: 60 + 60*r.IntN(2),
		})
	}
	return out
}

// sameSet compares zones as name servers see them: order and IDs are nothing.
func sameSet(x, y []Record) bool {
	count := map[string]int{}
	for _, r := range x {
		count[r.full()]++
	}
	for _, r := range y {
		count[r.full()]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}
