package zone

import (
	"math/rand/v2"
	"testing"
)

func TestCompareSetsThreeSidesBesideEachOther(t *testing.T) {
	base := []Record{a("1", "@", "192.0.2.1"), a("2", "old", "192.0.2.2"), a("3", "mx", "192.0.2.3"), a("4", "gone", "192.0.2.4"), a("5", "same", "192.0.2.5")}
	changes := []Change{
		{Before: &base[0], After: ptr(a("1", "@", "192.0.2.10"))},
		{Before: &base[1]},
		{Before: &base[2], After: ptr(a("3", "mx", "192.0.2.30"))},
		{Before: &base[3], After: ptr(a("4", "gone", "192.0.2.40"))},
		{After: ptr(a("", "new", "192.0.2.6"))},
		{After: ptr(a("", "both", "192.0.2.7"))},
	}
	now := []Record{a("1", "@", "192.0.2.99"), base[1], base[2], base[4], a("8", "both", "192.0.2.7"), a("9", "theirs", "192.0.2.8")}
	m := Compare(base, now, changes)
	if len(m.Both) != 2 || m.Both[0].Index != 0 || m.Both[0].Clash != Changed || m.Both[1].Index != 3 || m.Both[1].Clash != Gone {
		t.Errorf("on both sides: %+v", m.Both)
	}
	if len(m.Already) != 1 || m.Already[0].Index != 5 {
		t.Errorf("there already: %+v", m.Already)
	}
	if len(m.Mine) != 3 || !m.Mine[0].Removes() || m.Mine[2].After.Name != "new" {
		t.Errorf("only mine: %+v", m.Mine)
	}
	if len(m.Theirs) != 1 || !m.Theirs[0].Adds() || m.Theirs[0].After.Name != "theirs" {
		t.Errorf("only theirs: %+v", m.Theirs)
	}
	if m := Compare(nil, now, changes); m.Theirs != nil || len(m.Both) != 2 {
		t.Errorf("without the zone as it was: %+v", m)
	}
}

func TestRebaseMakesMineAgainOnWhatStandsThere(t *testing.T) {
	base := []Record{a("1", "@", "192.0.2.1"), a("2", "old", "192.0.2.2"), a("3", "gone", "192.0.2.3"), a("4", "both", "192.0.2.4")}
	changes := []Change{
		{Before: &base[0], After: ptr(a("1", "@", "192.0.2.10"))},
		{Before: &base[1]},
		{Before: &base[2], After: ptr(a("3", "gone", "192.0.2.30"))},
		{Before: &base[3]},
		{After: ptr(a("", "new", "192.0.2.6"))},
	}
	now := []Record{a("1", "@", "192.0.2.99"), a("2", "old", "192.0.2.98")}
	mine := Rebase(now, changes, map[int]bool{0: true, 1: true, 2: true})
	if len(Conflicts(now, mine)) != 0 {
		t.Errorf("the rebased list clashes: %+v", Conflicts(now, mine))
	}
	wantRecords(t, Apply(now, mine), a("1", "@", "192.0.2.10"), a("", "gone", "192.0.2.30"), a("", "new", "192.0.2.6"))
	theirs := Rebase(now, changes, nil)
	wantRecords(t, Apply(now, theirs), now[0], now[1], a("", "new", "192.0.2.6"))
}

// TestRebasedListsNeverClash holds that whatever is chosen, what is left can be
// sent.
func TestRebasedListsNeverClash(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 3))
		base := randomZone(r, 1+r.IntN(8))
		changes := Diff(base, randomZone(r, r.IntN(8)))
		now := Apply(base, Diff(base, randomZone(r, r.IntN(8))))
		mine := map[int]bool{}
		for i := range changes {
			mine[i] = r.IntN(2) == 0
		}
		rebased := Rebase(now, changes, mine)
		if clash := Conflicts(now, rebased); len(clash) != 0 {
			t.Fatalf("seed %d: %+v", seed, clash)
		}
		if again := Rebase(now, rebased, nil); len(again) > len(rebased) {
			t.Fatalf("seed %d: a second time it grows", seed)
		}
	}
}
