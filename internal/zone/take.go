package zone

import "strings"

// Take returns the records as a file would have them. With replace the file is
// the whole zone. Without it, a name and type that the file names get what the
// file says, and everything else stays.
func Take(records, file []Record, replace bool) []Record {
	if replace {
		return pairIDs(records, file)
	}
	named := map[string]bool{}
	for _, r := range file {
		named[r.set()] = true
	}
	var after []Record
	for _, r := range records {
		if !named[r.set()] {
			after = append(after, r)
		}
	}
	return append(after, pairIDs(records, file)...)
}

// pairIDs lets what stands there already keep its ID, so that it is no change.
func pairIDs(records, file []Record) []Record {
	ids := map[string][]string{}
	for _, r := range records {
		ids[r.key()] = append(ids[r.key()], r.ID)
	}
	out := make([]Record, 0, len(file))
	for _, r := range file {
		if known := ids[r.key()]; len(known) > 0 {
			r.ID, ids[r.key()] = known[0], known[1:]
		}
		out = append(out, r)
	}
	return out
}

// set is what the record shares with others of its name and type.
func (r Record) set() string { return strings.ToLower(r.Name) + "\x00" + strings.ToUpper(r.Type) }
