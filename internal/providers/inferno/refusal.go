package inferno

import (
	"bytes"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

// refusal finds Inferno's refusal in an answer: "result: fail" with any status
// below 500, also 200, or a status that refuses by itself.
func refusal(a wire.Answer) (wire.Refusal, bool) {
	if a.Status >= 500 {
		return wire.Refusal{}, false
	}
	fault, ok := api.ReadFault(a.Body)
	switch {
	case ok && a.Status >= 400:
		return wire.Refusal{Kind: wire.KindOf(a.Status), Said: fault.Said()}, true
	case ok:
		return wire.Refusal{Kind: kindOf(fault), Said: fault.Said()}, true
	case refusesAlone(a):
		return wire.Refusal{Kind: wire.KindOf(a.Status)}, true
	}
	return wire.Refusal{}, false
}

// refusesAlone reports whether the status is enough. A page with 403 may come
// from a filter before the API.
func refusesAlone(a wire.Answer) bool {
	switch a.Status {
	case 401, 429:
		return true
	case 403:
		return !bytes.HasPrefix(bytes.TrimSpace(a.Body), []byte("<"))
	}
	return false
}

// codeExists is the code of an installation that was started before.
const codeExists = 904

// meanings are read from the first that fits: the message about cancelling
// holds the words of two.
var meanings = []struct {
	kind  providers.ErrorKind
	words []string
}{
	{providers.ErrConflict, []string{"status not", "exists with", "already", "busy", "in progress"}},
	{providers.ErrNotFound, []string{"not found", "no such", "does not exist", "unknown order"}},
	{providers.ErrLimit, []string{"too many", "rate limit", "try later"}},
	{providers.ErrAuth, []string{"api key", "client key", "invalid key", "wrong key", "or key", "password", "unauthorized", "authentication", "login", "client id"}},
	{providers.ErrPermission, []string{"denied", "forbidden", "permission", "not allowed", "ip address"}},
}

// kindOf tells the kind of a refusal that came with status 200 by its words.
func kindOf(fault api.Envelope) providers.ErrorKind {
	if fault.Code.Value == codeExists {
		return providers.ErrConflict
	}
	said := strings.ToLower(fault.Said())
	for _, m := range meanings {
		for _, word := range m.words {
			if strings.Contains(said, word) {
				return m.kind
			}
		}
	}
	return providers.ErrInvalid
}

// refusalOfServer also finds the refusal of a server whose order is described.
func refusalOfServer(a wire.Answer) (wire.Refusal, bool) {
	if r, ok := refusal(a); ok || a.Status/100 != 2 {
		return r, ok
	}
	var envelope api.Envelope
	if wire.JSON(a.Body, &envelope) != nil {
		return wire.Refusal{}, false
	}
	vps, ok := envelope.Inner()
	if !ok || kindOf(api.Envelope{Message: vps.Message}) == providers.ErrNotFound {
		return wire.Refusal{}, false // What is not installed is no failure.
	}
	return wire.Refusal{
		Kind: providers.ErrConflict, Said: vps.Message.Trim(),
		Sentence: "Inferno knows the order but does not describe its server.",
	}, true
}
