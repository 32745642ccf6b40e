package zone

import (
	"slices"
	"strings"
)

// Types are the types of records that have fields of their own here, in the
// order in which they are offered.
var Types = []string{"A", "AAAA", "CNAME", "MX", "TXT", "SRV", "NS", "CAA", "PTR"}

// Zone is what is known of a zone when its records are typed, checked or read
// from a file.
type Zone struct {
	// Name is the zone's name in ASCII and lower case, without a final dot.
	Name string
	// Allows are the types that the provider takes; empty for all of Types.
	Allows []string
	// LeastTTL and MostTTL are the provider's bounds in seconds, 0 where it
	// names none.
	LeastTTL, MostTTL int
}

// New returns a zone by its name, which may be written in any script and with
// a final dot.
func New(name string, allows ...string) Zone {
	ascii, problem := asciiName(strings.TrimSuffix(strings.TrimSpace(name), "."))
	if problem != "" {
		ascii = strings.ToLower(strings.Trim(name, ". "))
	}
	return Zone{Name: ascii, Allows: allows}
}

// Offered are the types that a record can be made of.
func (z Zone) Offered() []string {
	if len(z.Allows) == 0 {
		return slices.Clone(Types)
	}
	var known, others []string
	for _, kind := range z.Allows {
		kind = strings.ToUpper(kind)
		switch {
		case kind == "SOA" || slices.Contains(known, kind) || slices.Contains(others, kind):
		case slices.Contains(Types, kind):
			known = append(known, kind)
		default:
			others = append(others, kind)
		}
	}
	slices.SortFunc(known, func(a, b string) int { return slices.Index(Types, a) - slices.Index(Types, b) })
	return append(known, others...)
}

// Takes reports whether a record of the type can be made.
func (z Zone) Takes(kind string) bool { return slices.Contains(z.Offered(), strings.ToUpper(kind)) }

// Full is the whole name behind one that is relative to the zone, with its
// final dot: "www" gives "www.example.com.".
func (z Zone) Full(name string) string {
	if name == "@" || name == "" {
		return z.Name + "."
	}
	return name + "." + z.Name + "."
}

// relative is a whole name as it is written within the zone; false for one that
// is outside.
func (z Zone) relative(full string) (string, bool) {
	full = strings.ToLower(strings.TrimSuffix(full, "."))
	if full == z.Name {
		return "@", true
	}
	name, inside := strings.CutSuffix(full, "."+z.Name)
	return name, inside && name != ""
}

// reverse reports whether the zone holds the names of addresses.
func (z Zone) reverse() bool { return strings.HasSuffix(z.Name, ".arpa") }
