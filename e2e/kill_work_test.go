//go:build e2e

package e2e

import (
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// work is one operation that the test asks for, and what the ledger must show
// of it, in the order in which it happens.
type work struct {
	wish
	effects []killEffect
}

// killEffect is one write as the ledger tells it.
type killEffect struct {
	op     string
	repeat bool
	fits   func(sandbox.Entry) bool
}

// writes is an effect on what fits.
func writes(op string, variant providers.Variant, fits func(sandbox.Entry) bool) killEffect {
	row, _ := providers.Lookup(providers.OpID(op))
	return killEffect{op: op, repeat: row.As(variant).Repeatable, fits: fits}
}

// on is an entry about the thing, and named one with a detail.
func on(target string) func(sandbox.Entry) bool {
	return func(e sandbox.Entry) bool { return e.Target == target }
}

func named(detail, value string) func(sandbox.Entry) bool {
	return func(e sandbox.Entry) bool { return e.Details[detail] == value }
}

// do is a work on a thing; path is that of its page.
func do(path, action string, fill map[string]string, effects ...killEffect) work {
	path += "/actions/" + action
	return work{wish{path: path, key: path, fill: fill}, effects}
}

// each makes a work of each server.
func each(servers []models.Resource, action string, fill map[string]string, op string, variant providers.Variant) (works []work) {
	for _, r := range servers {
		works = append(works, do(serverURL(r), action, fill, writes(op, variant, on(r.ExternalID))))
	}
	return works
}

// unique makes works that their names tell apart in the ledger.
func unique(format string, n int, one func(name string) work) (works []work) {
	for i := range n {
		works = append(works, one(fmt.Sprintf(format, i)))
	}
	return works
}
