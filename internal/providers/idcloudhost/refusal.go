package idcloudhost

import (
	"bytes"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

// refusal finds IDCloudHost's refusal in an answer. The document shows errors
// without their status, so a body with errors refuses even with a 2xx; a plain
// message and an empty body refuse only with a status that says so.
func refusal(a wire.Answer) (wire.Refusal, bool) {
	fault, ok := api.ReadFault(a.Body)
	switch {
	case a.Status >= 200 && a.Status <= 299 && (!ok || fault.Name == ""):
		return wire.Refusal{}, false
	case a.Status >= 300 && a.Status < 400, a.Status >= 500:
		return wire.Refusal{}, false
	case !ok && !refusesAlone(a):
		return wire.Refusal{}, false
	}
	r := wire.Refusal{Kind: kindOf(a.Status, fault), Said: fault.Said}
	if a.Status == 409 && strings.Contains(strings.ToLower(fault.Said), "locked") {
		r.Sentence = "IDCloudHost is still at work on it and takes no other change until then."
	}
	if number := correlation(a); number != "" {
		r.Said = strings.TrimSpace(fault.Said + " (" + headerCorrelation + " " + number + ")")
	}
	return r, true
}

func refusesAlone(a wire.Answer) bool {
	switch a.Status {
	case 401, 429:
		return true
	case 400, 403, 404, 405, 409:
		return len(bytes.TrimSpace(a.Body)) == 0
	}
	return false
}

// kindOf tells what the status leaves open: 400 for what is not there, and 403
// both for a wrong token and for a right one that may not do this.
func kindOf(status int, fault api.Fault) providers.ErrorKind {
	said := strings.ToLower(fault.Said)
	switch {
	case status == 401, status == 429:
	case fault.Forbids():
		return providers.ErrPermission
	case status == 403 && fault.Name == "" && (strings.Contains(said, "credential") || strings.Contains(said, "api key")):
		return providers.ErrAuth
	case strings.HasPrefix(said, "no such "), strings.Contains(said, "not found"):
		return providers.ErrNotFound
	}
	return wire.KindOf(status)
}
