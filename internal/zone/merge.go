package zone

// Merge is what two sides did to a zone since one of them began.
type Merge struct {
	// Both are the changes whose record another hand changed or removed: for
	// each somebody chooses.
	Both []Conflict
	// Already are the changes that the zone holds without us.
	Already []Conflict
	// Mine are the changes that touch nothing of the others.
	Mine []Change
	// Theirs is what others did beside that. It needs the zone as it was, so it
	// is empty where that is not known.
	Theirs []Change
}

// Compare sets a person's changes beside the zone of now. base is the zone as it
// was when the person began, nil if it is not known.
func Compare(base, now []Record, changes []Change) Merge {
	var m Merge
	clashing := map[int]bool{}
	mine := map[string]bool{}
	for _, c := range Conflicts(now, changes) {
		clashing[c.Index] = true
		if c.Clash == Already {
			m.Already = append(m.Already, c)
		} else {
			m.Both = append(m.Both, c)
		}
	}
	for i, c := range changes {
		if !clashing[i] {
			m.Mine = append(m.Mine, c)
		}
		if clashing[i] {
			mine[identity(c.Record(), c.Before)] = true
		}
	}
	if base == nil {
		return m
	}
	for _, c := range Diff(base, now) {
		if !mine[identity(c.Record(), c.Before)] {
			m.Theirs = append(m.Theirs, c)
		}
	}
	return m
}

// identity is what a change is about: the record by its ID, or by what it says.
func identity(r Record, before *Record) string {
	if before != nil && before.ID != "" {
		return "id " + before.ID
	}
	return "is " + r.key()
}

// Rebase fits a list of changes to the zone of now. A change that is true
// already falls away. Of those that clash, the ones that mine has by their index
// are made again on what stands there now; the others give way.
func Rebase(now []Record, changes []Change, mine map[int]bool) []Change {
	clash := map[int]Conflict{}
	for _, c := range Conflicts(now, changes) {
		clash[c.Index] = c
	}
	var out []Change
	for i, c := range changes {
		found, clashes := clash[i]
		switch {
		case !clashes:
			out = append(out, c)
		case found.Clash == Already || !mine[i]:
		case found.Now != nil:
			out = append(out, onto(*found.Now, c.After))
		case c.After != nil:
			again := *c.After
			again.ID = ""
			out = append(out, Change{After: &again})
		}
	}
	return dropped(now, out)
}

// dropped is the list without what the zone holds already.
func dropped(now []Record, changes []Change) []Change {
	already := map[int]bool{}
	for _, c := range Conflicts(now, changes) {
		already[c.Index] = c.Clash == Already
	}
	var out []Change
	for i, c := range changes {
		if !already[i] {
			out = append(out, c)
		}
	}
	return out
}

func onto(now Record, after *Record) Change {
	if after == nil {
		return Change{Before: &now}
	}
	next := *after
	next.ID = now.ID
	return Change{Before: &now, After: &next}
}
