package zone

import "slices"

// Review holds the zone that the changes would make against the rules, and
// returns what concerns the changed records, and what becomes wrong with others
// by them, such as an MX whose address goes. Finding.Records are places in the
// list of changes, none for such others. What was wrong before and is left alone
// is not in the way.
func (z Zone) Review(records []Record, changes []Change) []Finding {
	after := Apply(records, changes)
	by := changedPlaces(after, changes)
	known := map[string]bool{}
	for _, f := range z.Check(records) {
		known[f.Text] = true
	}
	var found []Finding
	for _, f := range z.Check(after) {
		var concerned []int
		for _, i := range f.Records {
			if at, ok := by[i]; ok {
				concerned = append(concerned, at)
			}
		}
		if len(concerned) > 0 || !known[f.Text] {
			f.Records = concerned
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return rank(a.Level) - rank(b.Level) })
	return append(found, z.losses(records, after)...)
}

func rank(l Level) int { return slices.Index([]Level{Error, Warning, Notice}, l) }

// changedPlaces gives the change behind each place of the zone afterwards.
func changedPlaces(after []Record, changes []Change) map[int]int {
	by, at := map[int]int{}, indexOf(after)
	additions := 0
	for _, c := range changes {
		if c.Adds() {
			additions++
		}
	}
	next := len(after) - additions // Additions stand last.
	for i, c := range changes {
		switch {
		case c.Adds():
			by[next] = i
			next++
		case c.After != nil:
			stands := *c.After
			stands.ID = c.Before.ID
			if place, ok := at.find(stands); ok {
				by[place] = i
			}
		}
	}
	return by
}

// losses tell of what no record can tell of, since it is gone.
func (z Zone) losses(before, after []Record) []Finding {
	var found []Finding
	if apexNS(before) > 0 && apexNS(after) == 0 {
		found = append(found, Finding{Level: Error, Text: "The last NS record of the zone goes. Without one nobody finds the zone."})
	}
	return found
}

func apexNS(records []Record) (n int) {
	for _, r := range records {
		if r.Type == "NS" && r.Name == "@" {
			n++
		}
	}
	return n
}
