package authority

import (
	"fmt"
	"slices"
	"strings"

	"github.com/miekg/dns"
	"golang.org/x/net/idna"

	"pinfold/internal/zone"
)

// set is the records of one name and type.
type set struct {
	name, kind string
	question   dns.Question
	// contents are as a name server would write them, sorted.
	contents []string
}

// setsOf groups the records of a zone. The SOA is told by its serial; what is
// not written as a zone file would have it is left out.
func setsOf(origin string, records []zone.Record) []set {
	at := map[string]int{}
	var sets []set
	for _, r := range records {
		rr, err := rrOf(origin, r)
		if err != nil || r.Type == "SOA" {
			continue
		}
		h := rr.Header()
		key := fmt.Sprint(strings.ToLower(h.Name), h.Rrtype)
		i, known := at[key]
		if !known {
			i = len(sets)
			at[key] = i
			sets = append(sets, set{name: r.Name, kind: r.Type, question: dns.Question{Name: h.Name, Qtype: h.Rrtype, Qclass: dns.ClassINET}})
		}
		sets[i].contents = append(sets[i].contents, contentOf(rr))
	}
	for i := range sets {
		slices.Sort(sets[i].contents)
		sets[i].contents = slices.Compact(sets[i].contents)
	}
	sortSets(sets)
	return sets
}

func rrOf(origin string, r zone.Record) (dns.RR, error) {
	name := origin
	if r.Name != "@" && r.Name != "" {
		name = fqdn(r.Name + "." + origin)
	}
	content := r.Content
	if r.Type == "MX" || r.Type == "SRV" {
		content = fmt.Sprint(r.Priority, " ", content)
	}
	rr, err := dns.NewRR(fmt.Sprintf("%s %d IN %s %s", name, max(r.TTL, 0), r.Type, content))
	if err == nil && rr == nil {
		err = fmt.Errorf("%s holds no record", name)
	}
	return rr, err
}

// contentOf writes what a record says in one way. Hostnames have no case.
func contentOf(rr dns.RR) string {
	text := strings.TrimPrefix(rr.String(), rr.Header().String())
	switch rr.Header().Rrtype {
	case dns.TypeTXT, dns.TypeSPF, dns.TypeCAA:
		return text
	}
	return strings.ToLower(text)
}

// fqdn is a name as name servers know it: in ASCII and with its final dot.
func fqdn(name string) string {
	if ascii, err := idna.Lookup.ToASCII(strings.TrimSuffix(name, ".")); err == nil {
		name = ascii
	}
	return dns.Fqdn(strings.ToLower(name))
}
