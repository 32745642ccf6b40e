package zone

import (
	"net/url"
	"testing"
)

func TestKeysFitAnAddress(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range []Record{a("17", "@", "192.0.2.1"), a("", "@", "192.0.2.1"), a("", "@", "192.0.2.2"), a("../x", "@", "192.0.2.1"), a("a b", "@", "192.0.2.1")} {
		key := r.Key()
		if url.PathEscape(key) != key || seen[key] {
			t.Errorf("the key of %+v is %q", r, key)
		}
		seen[key] = true
	}
}

func TestPutKeepsOneChangeForEachRecord(t *testing.T) {
	was := a("1", "@", "192.0.2.1")
	first := Put(nil, was.Key(), Change{Before: &was, After: ptr(a("1", "@", "192.0.2.2"))})
	second := Put(first, was.Key(), Change{Before: &was, After: ptr(a("1", "@", "192.0.2.3"))})
	if len(second) != 1 || second[0].After.Content != "192.0.2.3" || first[0].After.Content != "192.0.2.2" {
		t.Errorf("after two edits: %+v", second)
	}
	if back := Put(second, was.Key(), Change{Before: &was, After: ptr(a("1", "@", "192.0.2.1"))}); len(back) != 0 {
		t.Errorf("edited back to what it was: %+v", back)
	}
	if removed := Put(second, was.Key(), Change{Before: &was}); len(removed) != 1 || !removed[0].Removes() {
		t.Errorf("edited, then removed: %+v", removed)
	}
}

func TestPutEditsAnAdditionInItsPlace(t *testing.T) {
	list := []Change{{After: ptr(a("", "x", "192.0.2.1"))}, {After: ptr(a("", "y", "192.0.2.1"))}}
	got := Put(list, list[0].Key(), Change{After: ptr(a("", "x", "192.0.2.9"))})
	if len(got) != 2 || got[0].After.Content != "192.0.2.9" {
		t.Errorf("got %+v", got)
	}
	if got = Without(got, got[0].Key()); len(got) != 1 || got[0].After.Name != "y" {
		t.Errorf("without the first: %+v", got)
	}
	if got = Put(list, list[0].Key(), Change{}); len(got) != 1 {
		t.Errorf("an addition that is removed: %+v", got)
	}
}
