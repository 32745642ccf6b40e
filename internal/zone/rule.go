package zone

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// Rule names a change that is made in many zones alike.
type Rule string

// The rules.
const (
	// RuleAddress puts another address where one stands: fields "from" and
	// "to", and "spf" to replace it in SPF records too.
	RuleAddress Rule = "address"
	// RuleSPF sets the zone's one SPF record: field "text".
	RuleSPF Rule = "spf"
	// RuleSet puts one record in the place of all of its name and type: the
	// fields of a record.
	RuleSet Rule = "set"
	// RuleRemove removes all records of a name and type: fields FieldName and
	// FieldType.
	RuleRemove Rule = "remove"
	// RuleTTL changes the TTL of all records of a type, or of all: fields
	// FieldType and FieldTTL.
	RuleTTL Rule = "ttl"
)

// Rules are all rules in the order in which they are offered.
var Rules = []Rule{RuleAddress, RuleSPF, RuleSet, RuleRemove, RuleTTL}

// Changes are what the rule changes in a zone with these records, none where it
// finds nothing to do.
func (z Zone) Changes(rule Rule, d Draft, records []Record) ([]Change, Wrong) {
	edits := map[Rule]func(Draft, []Record) ([]Record, Wrong){
		RuleAddress: z.replaceAddress, RuleSPF: z.setSPF, RuleSet: z.setRecord, RuleRemove: z.removeRecords, RuleTTL: z.setTTLs,
	}
	edit, known := edits[rule]
	if !known {
		return nil, Wrong{"rule": "Choose what to change."}
	}
	after, wrong := edit(d, slices.Clone(records))
	if len(wrong) > 0 {
		return nil, wrong
	}
	return Diff(records, after), nil
}

func (z Zone) replaceAddress(d Draft, records []Record) ([]Record, Wrong) {
	wrong := Wrong{}
	from, err := netip.ParseAddr(strings.TrimSpace(d["from"]))
	if err != nil {
		wrong["from"] = "Enter an IPv4 or IPv6 address."
	}
	to, err := netip.ParseAddr(strings.TrimSpace(d["to"]))
	switch {
	case err != nil:
		wrong["to"] = "Enter an IPv4 or IPv6 address."
	case len(wrong) == 0 && from.Is4() != to.Is4():
		wrong["to"] = "Both are IPv4 or both are IPv6."
	case len(wrong) == 0 && from == to:
		wrong["to"] = "This is the same address."
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	for i, r := range records {
		stands, err := netip.ParseAddr(r.Content)
		switch {
		case (r.Type == "A" || r.Type == "AAAA") && err == nil && stands == from:
			records[i].Content = to.String()
		case d["spf"] != "" && isSPF(r):
			if said := Text(r.Content); replaceInSPF(said, from, to) != said {
				records[i].Content = Quote(replaceInSPF(said, from, to))
			}
		}
	}
	return records, nil
}

// replaceInSPF replaces an address that stands alone: a network around it means
// something else.
func replaceInSPF(text string, from, to netip.Addr) string {
	words := strings.Split(text, " ")
	for i, word := range words {
		mechanism, value, ok := strings.Cut(word, ":")
		if kind := strings.ToLower(strings.TrimLeft(mechanism, "+-~?")); !ok || kind != "ip4" && kind != "ip6" {
			continue
		}
		bare, _ := strings.CutSuffix(value, "/"+strconv.Itoa(from.BitLen()))
		if addr, err := netip.ParseAddr(bare); err == nil && addr == from {
			words[i] = mechanism + ":" + to.String()
		}
	}
	return strings.Join(words, " ")
}

func isSPF(r Record) bool {
	return r.Type == "TXT" && strings.HasPrefix(strings.ToLower(Text(r.Content))+" ", "v=spf1 ")
}

// setSPF leaves one SPF record at the zone's own name: several are an error to
// those who receive mail.
func (z Zone) setSPF(d Draft, records []Record) ([]Record, Wrong) {
	said := strings.TrimSpace(d["text"])
	if !strings.HasPrefix(strings.ToLower(said)+" ", "v=spf1 ") {
		return nil, Wrong{"text": "An SPF record begins with “v=spf1”."}
	}
	content, problem := text(said)
	if problem != "" {
		return nil, Wrong{"text": problem}
	}
	fits := func(r Record) bool { return r.Name == "@" && isSPF(r) }
	return putIn(records, fits, Record{Name: "@", Type: "TXT", Content: content, TTL: DefaultTTL}, true), nil
}

func (z Zone) setRecord(d Draft, records []Record) ([]Record, Wrong) {
	r, wrong := z.Read(d, nil)
	if len(wrong) > 0 {
		return nil, wrong
	}
	fits := func(old Record) bool { return old.Type == r.Type && strings.EqualFold(old.Name, r.Name) }
	return putIn(records, fits, r, false), nil
}

// putIn puts a record in the place of the first that fits, and removes the
// others that do.
func putIn(records []Record, fits func(Record) bool, wanted Record, keepTTL bool) (after []Record) {
	placed := false
	for _, old := range records {
		switch {
		case !fits(old):
			after = append(after, old)
		case !placed:
			placed = true
			next := wanted
			if next.ID = old.ID; keepTTL {
				next.TTL = old.TTL
			}
			after = append(after, next)
		}
	}
	if !placed {
		after = append(after, wanted)
	}
	return after
}
