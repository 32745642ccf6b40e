package zone

import (
	"fmt"
	"net/netip"
	"strings"
)

// host reads the name that a record points to. A single part is within the
// zone, a name with dots is a whole one unless the zone holds it: has tells of
// that and may be nil. What comes back ends with a dot.
func (z Zone) host(kind, typed string, has func(name string) bool) (full, problem string) {
	typed = strings.TrimSpace(typed)
	switch {
	case typed == "":
		return "", fmt.Sprintf("Enter the name that the %s record points to.", kind)
	case typed == "@":
		return z.Name + ".", ""
	case typed == "." && (kind == "MX" || kind == "SRV"):
		return ".", "" // "Takes no mail", "has no such service".
	case typed == ".":
		return "", "Enter a name before the dot."
	}
	if isAddress(typed) {
		return "", toAddress(kind, typed)
	}
	whole, absolute := strings.CutSuffix(typed, ".")
	name, problem := asciiName(whole)
	if problem == "" && strings.ContainsAny(name, "*/") && !(kind == "CNAME" && z.reverse()) {
		problem = fmt.Sprintf("“%s” is not a name that a record can point to.", typed)
	}
	if problem != "" {
		return "", problem
	}
	return z.whole(name, absolute, has)
}

// whole completes a name by the zone or by its final dot.
func (z Zone) whole(name string, absolute bool, has func(name string) bool) (full, problem string) {
	if _, inside := z.relative(name); absolute || inside {
		return name + ".", ""
	}
	if !strings.Contains(name, ".") {
		return z.Full(name), ""
	}
	if has != nil && has(name) {
		return "", fmt.Sprintf("Which one: %s (in this zone) or %s. (somewhere else)? Write it in full, with the final dot.", z.Full(name), name)
	}
	return name + ".", ""
}

func isAddress(s string) bool {
	_, err := netip.ParseAddr(strings.TrimSuffix(s, "."))
	return err == nil
}

func toAddress(kind, address string) string {
	needs := "A"
	if strings.Contains(address, ":") {
		needs = "AAAA"
	}
	article := "A"
	if kind == "MX" || kind == "NS" || kind == "SRV" {
		article = "An"
	}
	return fmt.Sprintf("%s %s record points to a name, not to an address. Put %s into an %s record and enter its name.", article, kind, address, needs)
}
