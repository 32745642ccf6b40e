package zone

import (
	"net/netip"
	"strconv"
	"strings"
)

// Same reports whether two records say the same to the world, whatever their
// IDs: name, type, content, priority and TTL.
func Same(a, b Record) bool { return a.TTL == b.TTL && SameData(a, b) }

// SameData is Same without the TTL: a name server holds such a record once.
func SameData(a, b Record) bool { return a.key() == b.key() }

// key is what tells one record of a zone from another.
func (r Record) key() string {
	kind := strings.ToUpper(r.Type)
	return strings.ToLower(r.Name) + "\x00" + kind + "\x00" + strconv.Itoa(r.Priority) + "\x00" + canonical(kind, r.Content)
}

// canonical writes a content in the one way that is compared: addresses in
// their short form, hostnames in lower case, all other content as it is.
func canonical(kind, content string) string {
	switch kind {
	case "A", "AAAA":
		if addr, err := netip.ParseAddr(content); err == nil {
			return addr.String()
		}
	case "CNAME", "MX", "NS", "PTR", "SRV":
		return strings.ToLower(strings.Join(strings.Fields(content), " "))
	}
	return content
}
