package clodo

import "pinfold/internal/providers"

// states are the words that Clodo is known to use.
var states = map[string]providers.State{
	"is_running":   providers.Running,
	"is_disabled":  providers.Stopped,
	"is_request":   providers.Working,
	"is_install":   providers.Working,
	"is_error":     providers.Failed,
	"is_suspended": providers.Suspended,
}

func stateOf(word string) providers.State {
	if state, ok := states[word]; ok {
		return state
	}
	return providers.Unknown
}
