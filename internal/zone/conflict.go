package zone

// Clash says how a change and the zone of now stand to each other.
type Clash string

// The clashes.
const (
	// Changed: the record says something else than when it was edited.
	Changed Clash = "changed"
	// Gone: the record that was to be changed is not there any more.
	Gone Clash = "gone"
	// Already: the zone is as the change wants it; sending it is pointless, and
	// for an addition it would make a second record.
	Already Clash = "already"
)

// Conflict is a change that does not fit the zone as it is now.
type Conflict struct {
	Change Change
	// Index is the change's place in the list.
	Index int
	Clash Clash
	// Now is what stands there now, nil for a record that is gone.
	Now *Record
}

// Conflicts returns the changes that cannot be sent as they are, in their order:
// the record was changed or removed meanwhile, or is already as wanted.
func Conflicts(now []Record, changes []Change) []Conflict {
	at := indexOf(now)
	var out []Conflict
	for i, c := range changes {
		if clash, stands := at.clash(c); clash != "" {
			out = append(out, Conflict{Change: c, Index: i, Clash: clash, Now: stands})
		}
	}
	return out
}

func (at index) clash(c Change) (Clash, *Record) {
	if c.Before == nil {
		return at.clashOfAddition(c)
	}
	i, there := at.find(*c.Before)
	switch {
	case !there && c.After == nil:
		return Already, nil
	case !there:
		return Gone, nil
	}
	stands := at.all[i]
	switch {
	case Same(stands, *c.Before):
		return "", nil
	case c.After != nil && Same(stands, *c.After):
		return Already, &stands
	}
	return Changed, &stands
}

func (at index) clashOfAddition(c Change) (Clash, *Record) {
	if c.After == nil {
		return "", nil
	}
	there := at.data[c.After.key()]
	if len(there) == 0 {
		return "", nil
	}
	stands := at.all[there[0]]
	return Already, &stands
}
