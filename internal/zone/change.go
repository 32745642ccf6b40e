package zone

// Change is one line of a person's list: what a record was when it was edited
// and what it is to be.
type Change struct {
	// Before is the record as it was when edited, with its ID; nil adds.
	Before *Record `json:"before,omitempty"`
	// After is the record as wanted; nil removes.
	After *Record `json:"after,omitempty"`
}

// Adds reports whether the change makes a record.
func (c Change) Adds() bool { return c.Before == nil && c.After != nil }

// Removes reports whether the change takes a record away.
func (c Change) Removes() bool { return c.Before != nil && c.After == nil }

// Record is the record that the change is about: as wanted, or as it was when
// it is removed.
func (c Change) Record() Record {
	switch {
	case c.After != nil:
		return *c.After
	case c.Before != nil:
		return *c.Before
	}
	return Record{}
}

// Apply returns the records as the changes leave them, in the order of the
// records and then of the additions. A change of a record that is not there has
// no effect: Conflicts tells of it.
func Apply(records []Record, changes []Change) []Record {
	at := indexOf(records)
	wanted := make(map[int]*Record, len(changes))
	var added []Record
	for _, c := range changes {
		if c.Before == nil {
			if c.After != nil {
				added = append(added, *c.After)
			}
			continue
		}
		if i, ok := at.find(*c.Before); ok {
			wanted[i] = c.After
		}
	}
	out := make([]Record, 0, len(records)+len(added))
	for i, r := range records {
		after, touched := wanted[i]
		switch {
		case !touched:
			out = append(out, r)
		case after != nil:
			next := *after
			next.ID = r.ID
			out = append(out, next)
		}
	}
	return append(out, added...)
}

// index finds a record of a zone by its ID, and where it has none by what it
// says.
type index struct {
	ids  map[string]int
	data map[string][]int
	all  []Record
}

func indexOf(records []Record) index {
	at := index{ids: make(map[string]int, len(records)), data: make(map[string][]int, len(records)), all: records}
	for i, r := range records {
		if r.ID != "" {
			at.ids[r.ID] = i
		}
		at.data[r.key()] = append(at.data[r.key()], i)
	}
	return at
}

func (at index) find(r Record) (int, bool) {
	if r.ID != "" {
		i, ok := at.ids[r.ID]
		return i, ok
	}
	for _, i := range at.data[r.key()] {
		if at.all[i].TTL == r.TTL {
			return i, true
		}
	}
	return 0, false
}
