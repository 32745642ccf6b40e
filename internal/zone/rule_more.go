package zone

import (
	"slices"
	"strings"
)

// removeRecords never touches the SOA, nor the zone's own name servers.
func (z Zone) removeRecords(d Draft, records []Record) ([]Record, Wrong) {
	kind, wrong := z.ruleType(d)
	name, problem := z.owner(d[FieldName])
	if problem != "" {
		wrong[FieldName] = problem
	}
	if kind == "" && len(wrong) == 0 {
		wrong[FieldType] = "Choose a type."
	}
	if kind == "NS" && name == "@" {
		wrong[FieldName] = "A zone keeps its own name servers."
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return slices.DeleteFunc(records, func(r Record) bool {
		return r.Type == kind && strings.EqualFold(r.Name, name)
	}), nil
}

func (z Zone) setTTLs(d Draft, records []Record) ([]Record, Wrong) {
	kind, wrong := z.ruleType(d)
	seconds, problem := z.ttl(d[FieldTTL])
	if problem != "" {
		wrong[FieldTTL] = problem
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	for i, r := range records {
		if r.Type != "SOA" && (kind == "" || r.Type == kind) {
			records[i].TTL = seconds
		}
	}
	return records, nil
}

// ruleType reads which type a rule is about, "" for none named.
func (z Zone) ruleType(d Draft) (string, Wrong) {
	kind := strings.ToUpper(strings.TrimSpace(d[FieldType]))
	if kind != "" && !slices.Contains(Types, kind) {
		return kind, Wrong{FieldType: "Choose a type of the list."}
	}
	return kind, Wrong{}
}
