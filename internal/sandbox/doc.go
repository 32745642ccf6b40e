// Package sandbox simulates the hosting providers over real HTTP, so that the
// panel can be developed, tested, measured and shown without an account
// anywhere. It is written from the providers' documents alone and imports
// nothing of the panel: a misreading on one side cannot hide on the other.
//
// Each provider lives below a path of its own (/clodo/...), and the control
// plane below /_sandbox/. A provider is a table of routes keyed by the number
// of the documented operation, plus the few functions of the provider
// interface; see clodo.go for the pattern to follow.
package sandbox
