package fleet

import (
	"strings"
	"time"

	"pinfold/internal/providers"
)

// BulkPace tells which of the limits holds up n calls of a bulk run the most,
// and how long they take at least. It is zero where none does. Wait is how long
// it is until the first of them may go.
func BulkPace(limits []providers.Limit, op providers.OpID, n int, wait time.Duration) (slowest providers.Limit, takes time.Duration) {
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
		t := wait + time.Duration((n-1)/places)*limit.Per
		if t > takes || t == takes && t > 0 && closer(limit.Per, slowest.Per, wait) {
			slowest, takes = limit, t
		}
	}
	return slowest, takes
}

// closer reports whether a window explains a wait better than another: the
// shortest that is not shorter than the wait.
func closer(per, than, wait time.Duration) bool {
	const spread = 20 * time.Second // What a bulk run adds to a wait.
	return per+spread >= wait && (per < than || than+spread < wait)
}
