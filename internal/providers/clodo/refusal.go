package clodo

import (
	"bytes"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// refusal finds Clodo's refusal in an answer. The documented statuses refuse
// even without a text; a page of something else with such a status does not,
// except where only the API can have meant it.
func refusal(a wire.Answer) (wire.Refusal, bool) {
	if a.Status < 400 || a.Status > 499 {
		return wire.Refusal{}, false
	}
	fault, ok := api.ReadFault(a.Body)
	if !ok && !refusesAlone(a) {
		return wire.Refusal{}, false
	}
	r := wire.Refusal{Kind: wire.KindOf(a.Status), Said: fault.Said()}
	switch {
	case a.Status == 405:
		r.Sentence = "Clodo does not offer this at the moment."
	case a.Status == 404 && strings.Contains(r.Said, "Модуль не найден"):
		// This speaks of the call, not of the thing that was asked for.
		r.Kind, r.Sentence = providers.ErrInvalid, "Clodo does not know this call at the address of the account."
	}
	return r, true
}

func refusesAlone(a wire.Answer) bool {
	switch a.Status {
	case 401, 429:
		return true
	case 400, 403, 404, 405:
		return len(bytes.TrimSpace(a.Body)) == 0
	}
	return false
}

// refusalOfChange is for changes of a server. What Clodo refuses for its state
// may be taken later.
func refusalOfChange(a wire.Answer) (wire.Refusal, bool) {
	r, ok := refusal(a)
	switch {
	case !ok:
	case a.Status == 405: // It says nothing about a call before it.
		r.Kind = providers.ErrInvalid
	case a.Status != 400:
	case strings.Contains(r.Said, "VPS не найден"):
		r.Kind, r.Sentence = providers.ErrNotFound, "Clodo does not have this server."
	case strings.Contains(r.Said, "уже выполняется"):
		r.Kind, r.Sentence = providers.ErrConflict, "Clodo is still at work on the server."
	}
	return r, ok
}

// refusalOfState is for calls without input, where a bad request can only mean
// that the server is gone or in a state that forbids it.
func refusalOfState(a wire.Answer) (wire.Refusal, bool) {
	r, ok := refusal(a)
	if !ok || a.Status != 400 {
		return r, ok
	}
	r.Kind = providers.ErrConflict
	r.Sentence = "Clodo refused: the state of the server does not allow this."
	if strings.Contains(r.Said, "VPS не найден") {
		r.Kind, r.Sentence = providers.ErrNotFound, "Clodo does not have this server."
	}
	return r, true
}
