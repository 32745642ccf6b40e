//go:build e2e && !bench

package e2e

// flags build the panel with the race detector: what it finds ends up in the
// log, where every test looks for it.
var flags = []string{"-race"}
