//go:build e2e && bench

package e2e

// flags are none: figures are those of the program as it is delivered.
var flags []string
