package inferno

import (
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
)

// words are the states that real_state is known or likely to name. The word is
// translated at Inferno, and not always well: "included" means switched on.
var words = map[string]providers.State{
	"included": providers.Running, "on": providers.Running, "online": providers.Running,
	"running": providers.Running, "started": providers.Running, "enabled": providers.Running,
	"turned on": providers.Running, "включен": providers.Running, "включён": providers.Running,
	"off": providers.Stopped, "offline": providers.Stopped, "stopped": providers.Stopped,
	"disabled": providers.Stopped, "turned off": providers.Stopped, "switched off": providers.Stopped,
	"выключен": providers.Stopped, "отключен": providers.Stopped,
	"installing": providers.Working, "creating": providers.Working, "rebooting": providers.Working,
	"in queue": providers.Working, "queued": providers.Working, "устанавливается": providers.Working,
	"suspended": providers.Suspended, "blocked": providers.Suspended, "заблокирован": providers.Suspended,
	"error": providers.Failed, "failed": providers.Failed, "ошибка": providers.Failed,
}

// onlines are the spellings of the field that no translation touches. An empty
// one says nothing.
var onlines = map[string]providers.State{
	"1": providers.Running, "true": providers.Running, "yes": providers.Running, "on": providers.Running,
	"0": providers.Stopped, "false": providers.Stopped, "no": providers.Stopped, "off": providers.Stopped,
}

// stateOf tells the neutral state. The field online decides if present; a
// suspended product explains why a server does not run.
func stateOf(i api.Info) providers.State {
	vps := i.VPS.Value
	state, known := onlines[strings.ToLower(vps.Online.Trim())]
	if !known {
		if state, known = words[folded(vps.RealState.Trim())]; !known {
			state = providers.Unknown
		}
	}
	if state != providers.Running && status(i.ProductStatus) == statusSuspended {
		return providers.Suspended
	}
	return state
}

// folded returns a word in lower case with single spaces.
func folded(word string) string {
	return strings.Join(strings.Fields(strings.ToLower(word)), " ")
}
