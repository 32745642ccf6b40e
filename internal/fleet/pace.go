package fleet

import (
	"strings"
	"time"

	"pinfold/internal/providers"
)

// BulkPace tells which of the limits holds up n calls of a bulk run the most,
// and how long they take at least. It is zero where none does.
func BulkPace(limits []providers.Limit, op providers.OpID, n int) (slowest providers.Limit, takes time.Duration) {
	row, ok := providers.Lookup(op)
	if !ok {
		return slowest, 0
	}
	method, _, _ := strings.Cut(row.Method, ",")
	call := providers.Call{Op: op, Method: method, Path: row.Path}
	for _, limit := range limits {
		places := share(limit.Count, providers.Bulk)
		if one := (rule{Limit: limit}); places < 1 || !one.matches(call) {
			continue
		}
		if t := time.Duration((n-1)/places) * limit.Per; t > takes {
			slowest, takes = limit, t
		}
	}
	return slowest, takes
}
