package zone

import "strings"

// Take returns the records as a file would have them. With replace the file is
// the whole zone. Without it, a name and type that the file names get what the
// file says, and everything else stays; a CNAME and other records of its name
// exclude each other.
func Take(records, file []Record, replace bool) []Record {
	if replace {
		return pairIDs(records, file)
	}
	sets, names, aliases := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range file {
		name := strings.ToLower(r.Name)
		sets[r.set()], names[name] = true, true
		aliases[name] = aliases[name] || r.Type == "CNAME"
	}
	var after []Record
	for _, r := range records {
		name := strings.ToLower(r.Name)
		if !sets[r.set()] && !aliases[name] && (r.Type != "CNAME" || !names[name]) {
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
