package zone

import (
	"fmt"
	"strings"

	"github.com/miekg/dns"
)

// record is a parsed record as the zone holds it, or why it does not.
func (z Zone) record(rr dns.RR) (r Record, why string) {
	h := rr.Header()
	kind := dns.Type(h.Rrtype).String()
	name, inside := z.relative(h.Name)
	switch {
	case h.Class != dns.ClassINET:
		return r, "Only the class IN is held here."
	case kind == "SOA":
		return r, "The provider writes the SOA itself."
	case !z.Takes(kind):
		return r, fmt.Sprintf("The zone takes no records of the type %s.", kind)
	case !inside:
		return r, fmt.Sprintf("The name is outside the zone %s.", z.Name)
	case h.Ttl > highestTTL:
		return r, "The TTL is more than DNS can say."
	}
	r = Record{Name: name, Type: kind, TTL: int(h.Ttl), Content: content(rr)}
	switch rr := rr.(type) {
	case *dns.MX:
		r.Priority = int(rr.Preference)
	case *dns.SRV:
		r.Priority = int(rr.Priority)
	}
	if problem := z.typed(r); problem != "" {
		return r, problem
	}
	return r, ""
}

// content is what a record says, without a priority.
func content(rr dns.RR) string {
	switch rr := rr.(type) {
	case *dns.A:
		return rr.A.String()
	case *dns.AAAA:
		return data(rr)
	case *dns.MX:
		return rr.Mx
	case *dns.SRV:
		return fmt.Sprintf("%d %d %s", rr.Weight, rr.Port, rr.Target)
	case *dns.TXT:
		return requote(data(rr))
	case *dns.CAA:
		return fmt.Sprintf("%d %s %s", rr.Flag, rr.Tag, requote(`"`+rr.Value+`"`))
	}
	return strings.TrimSpace(data(rr))
}

// requote writes strings in the one form of this package.
func requote(content string) string {
	parts, ok := stringsOf(content)
	if !ok {
		return content
	}
	for i, part := range parts {
		parts[i] = quoteOne(part, false)
	}
	return strings.Join(parts, " ")
}

// typed holds a record of a file against what a person could type, so that a
// file brings nothing in that the editor would refuse.
func (z Zone) typed(r Record) string {
	_, wrong := z.Read(DraftOf(r), nil)
	for _, field := range append([]Field{{Name: FieldName}, {Name: FieldTTL}}, Fields(r.Type)...) {
		if says := wrong[field.Name]; says != "" {
			return says
		}
	}
	return ""
}
