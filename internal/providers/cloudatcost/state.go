package cloudatcost

import (
	"strings"

	"pinfold/internal/providers"
)

// stateOf reads the status of a server. Only "Powered On" is documented. What
// is pending may stay so: the word is shown beside the state.
func stateOf(word string) providers.State {
	word = strings.ToLower(word)
	switch {
	case word == "powered on":
		return providers.Running
	case word == "powered off":
		return providers.Stopped
	case strings.HasPrefix(word, "pending"):
		return providers.Working
	}
	return providers.Unknown
}

// taskStateOf reads the status of a task. A task that ended has no state.
func taskStateOf(word string) providers.State {
	switch strings.ToLower(word) {
	case "pending":
		return providers.Working
	case "completed":
		return providers.Available
	}
	return providers.Unknown
}
