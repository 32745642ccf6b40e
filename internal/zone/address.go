package zone

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// ipv4 reads the content of an A record.
func ipv4(typed string) (address, problem string) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", "Enter an IPv4 address, such as 192.0.2.10."
	}
	if addr, err := netip.ParseAddr(typed); err == nil {
		if addr.Is4() {
			return addr.String(), ""
		}
		return "", "This is an IPv6 address. It belongs into an AAAA record."
	}
	parts := strings.Split(typed, ".")
	if len(parts) != 4 {
		return "", fmt.Sprintf("An IPv4 address has 4 parts with dots between them. This one has %d.", len(parts))
	}
	for i, part := range parts {
		if problem := octet([...]string{"first", "second", "third", "last"}[i], part); problem != "" {
			return "", problem
		}
	}
	return "", "This is not an IPv4 address, such as 192.0.2.10."
}

// octet says what is wrong with a part of an address, "" if nothing is.
func octet(which, part string) string {
	if part == "" {
		return fmt.Sprintf("Each part of an IPv4 address is a number. The %s one is missing.", which)
	}
	if strings.Trim(part, "0123456789") != "" {
		return fmt.Sprintf("Each part of an IPv4 address is a number. The %s one is “%s”.", which, shorten(part))
	}
	if n, err := strconv.Atoi(part); err != nil || n > 255 {
		return fmt.Sprintf("Each part of an IPv4 address is 255 or less. The %s one is %s.", which, shorten(part))
	}
	if len(part) > 1 && part[0] == '0' {
		return fmt.Sprintf("Each part of an IPv4 address is written without a zero in front. The %s one is %s.", which, part)
	}
	return ""
}

// ipv6 reads the content of an AAAA record.
func ipv6(typed string) (address, problem string) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", "Enter an IPv6 address, such as 2001:db8::10."
	}
	addr, err := netip.ParseAddr(typed)
	switch {
	case err == nil && addr.Is4():
		return "", "This is an IPv4 address. It belongs into an A record."
	case err == nil && addr.Zone() != "":
		return "", "The part behind “%” names a network card of one computer. Leave it out."
	case err != nil && strings.Count(typed, "::") > 1:
		return "", "An IPv6 address has “::” once."
	case err != nil:
		return "", "An IPv6 address has up to 8 groups of the digits 0 to f, such as 2001:db8::10."
	}
	return addr.String(), ""
}
