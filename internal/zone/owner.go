package zone

import (
	"fmt"
	"strings"
)

// owner reads the name of a record as a person types it: relative, whole, with
// or without the final dot, in any script.
func (z Zone) owner(typed string) (name, problem string) {
	typed = strings.TrimSpace(typed)
	if typed == "" || typed == "@" {
		return "@", ""
	}
	whole, absolute := strings.CutSuffix(typed, ".")
	name, problem = asciiName(whole)
	if problem != "" {
		return "", problem
	}
	if inside, ok := z.relative(name); ok {
		name = inside
	} else if absolute {
		return "", fmt.Sprintf("“%s” is outside the zone. Names here end with %s.", typed, z.Name)
	}
	return z.fits(name)
}

// fits looks at what only the owner of a record must keep to.
func (z Zone) fits(name string) (string, string) {
	if name == "@" {
		return name, ""
	}
	if n := len(name) + 1 + len(z.Name); n > longestName {
		return "", fmt.Sprintf("A name has up to %d characters. With the zone this one has %d.", longestName, n)
	}
	if strings.Contains(strings.TrimPrefix(name, "*"), "*") {
		return "", "A wildcard “*” stands alone as the first part, as in *.shop."
	}
	if strings.Contains(name, "/") && !z.reverse() {
		return "", "Only letters, digits, hyphens and underscores. “/” is not allowed."
	}
	return name, ""
}
