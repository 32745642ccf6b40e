package zone

import "testing"

func TestConflicts(t *testing.T) {
	then, wanted, others := a("1", "@", "192.0.2.1"), a("1", "@", "192.0.2.2"), a("1", "@", "192.0.2.3")
	added := a("", "new", "192.0.2.7")
	for name, c := range map[string]struct {
		now    []Record
		change Change
		clash  Clash
		stands *Record
	}{
		"an edit of what is unchanged":     {[]Record{then}, Change{&then, &wanted}, "", nil},
		"an edit of what another changed":  {[]Record{others}, Change{&then, &wanted}, Changed, &others},
		"an edit of what is gone":          {nil, Change{&then, &wanted}, Gone, nil},
		"an edit that is true already":     {[]Record{wanted}, Change{&then, &wanted}, Already, &wanted},
		"a removal of what is unchanged":   {[]Record{then}, Change{&then, nil}, "", nil},
		"a removal of what was changed":    {[]Record{others}, Change{&then, nil}, Changed, &others},
		"a removal of what is gone":        {nil, Change{&then, nil}, Already, nil},
		"an addition":                      {[]Record{then}, Change{nil, &added}, "", nil},
		"an addition that is there":        {[]Record{a("9", "new", "192.0.2.7")}, Change{nil, &added}, Already, ptr(a("9", "new", "192.0.2.7"))},
		"a record that came under that ID": {[]Record{a("1", "other", "192.0.2.1")}, Change{&then, nil}, Changed, ptr(a("1", "other", "192.0.2.1"))},
	} {
		t.Run(name, func(t *testing.T) {
			got := Conflicts(c.now, []Change{c.change})
			if c.clash == "" {
				if len(got) != 0 {
					t.Fatalf("conflicts: %+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Clash != c.clash {
				t.Fatalf("conflicts %+v, want one %q", got, c.clash)
			}
			if (got[0].Now == nil) != (c.stands == nil) || got[0].Now != nil && *got[0].Now != *c.stands {
				t.Errorf("there stands %+v, want %+v", got[0].Now, c.stands)
			}
		})
	}
}

func TestConflictsOfAnotherTTL(t *testing.T) {
	then := a("1", "@", "192.0.2.1")
	now := then
	now.TTL = 60
	if got := Conflicts([]Record{now}, []Change{{Before: &then}}); len(got) != 1 || got[0].Clash != Changed {
		t.Errorf("a changed TTL is no conflict: %+v", got)
	}
	added := then
	added.ID, added.TTL = "", 120
	if got := Conflicts([]Record{now}, []Change{{After: &added}}); len(got) != 1 || got[0].Clash != Already {
		t.Errorf("the same record with another TTL could be added: %+v", got)
	}
}

func TestConflictsKeepTheIndexOfTheChange(t *testing.T) {
	then := a("1", "@", "192.0.2.1")
	got := Conflicts(nil, []Change{{After: ptr(a("", "x", "192.0.2.9"))}, {Before: &then, After: ptr(a("1", "@", "192.0.2.4"))}})
	if len(got) != 1 || got[0].Index != 1 {
		t.Errorf("conflicts are %+v", got)
	}
}
