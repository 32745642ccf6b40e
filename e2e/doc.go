//go:build e2e

// Package e2e tests the panel as it is delivered: the real binary on a fresh
// data folder, simulated providers over HTTP, and a real browser. Its files
// carry the build tag e2e, so that plain "go test ./..." needs no browser.
package e2e
