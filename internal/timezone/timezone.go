// Package timezone lists the time zones that a person may choose from.
package timezone

import (
	_ "embed" // the names
	"strings"
	"sync"
	_ "time/tzdata" // zones by name also where the system has none
)

// names are those of the IANA database's zone.tab, by continent.
//
//go:embed names.txt
var names string

// Names returns all names, UTC first.
var Names = sync.OnceValue(func() []string { return strings.Fields(names) })
