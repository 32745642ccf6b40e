package handlers

import (
	"cmp"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// stateWords are the neutral states as they are shown.
var stateWords = map[providers.State]servers.State{
	providers.Running:   {Kind: ui.Running, Word: "Running"},
	providers.Stopped:   {Kind: ui.Stopped, Word: "Stopped"},
	providers.Working:   {Kind: ui.Working, Word: "Working"},
	providers.Failed:    {Kind: ui.Error, Word: "Error"},
	providers.Suspended: {Kind: ui.Suspended, Word: "Suspended"},
	providers.Unknown:   {Kind: ui.Unknown, Word: "Not known"},
	providers.Waiting:   {Kind: ui.Waiting, Word: "Waiting"},
}

// pastWords are the states of what was not confirmed for long.
var pastWords = map[providers.State]string{
	providers.Running:   "Was running",
	providers.Stopped:   "Was stopped",
	providers.Working:   "Was working",
	providers.Failed:    "Had an error",
	providers.Suspended: "Was suspended",
	providers.Unknown:   "Was not known",
}

// serverState is what a server's state looks like: our own operation first,
// then what the provider says, and its past form if that is old.
func serverState(r models.Resource, vendor providers.Vendor, op *models.Operation, old bool) servers.State {
	if op != nil {
		return operationState(*op)
	}
	if r.GoneAt != nil {
		return servers.State{Kind: ui.Was, Word: "Gone", Percent: -1}
	}
	if old {
		return servers.State{Kind: ui.Was, Word: cmp.Or(pastWords[r.State], pastWords[providers.Unknown]), Title: says(vendor, r), Percent: -1}
	}
	s := stateWords[r.State]
	s.Percent, s.Title = -1, says(vendor, r)
	if s.Word == "" {
		s = servers.State{Kind: ui.Unknown, Word: "Not known", Title: says(vendor, r), Percent: -1}
	}
	if r.State == providers.Working {
		s.Detail = vendor.Name + " works on it"
	}
	return s
}

func says(vendor providers.Vendor, r models.Resource) string {
	if r.StateWord == "" {
		return ""
	}
	return vendor.Name + " says: " + r.StateWord
}

// operationState is a server's state while an operation works on it.
func operationState(op models.Operation) servers.State {
	action, _ := actions.Named(op.Action)
	s := servers.State{Percent: op.Percent, Detail: op.Step}
	switch {
	case op.Status == models.StatusUnknown:
		s.Kind, s.Word, s.Detail, s.Percent = ui.Unknown, "Not known", action.Words.Label+": answer lost", -1
	case op.Turn == 0:
		s.Kind, s.Word, s.Detail = ui.Waiting, "Waits for its turn", action.Words.Label
	default:
		s.Kind, s.Word = ui.Working, action.Words.Doing
		if s.Detail == s.Word {
			s.Detail = ""
		}
	}
	return s
}
