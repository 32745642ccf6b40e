package cloudatcost

import (
	"bytes"

	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
	"pinfold/internal/providers/wire"
)

// refusal finds CloudAtCost's refusal in an answer: the envelope of an error,
// or a documented status with nothing to read. The number of the error says
// more than the status, where there is one.
func refusal(a wire.Answer) (wire.Refusal, bool) {
	e, ok := api.ReadError(a.Body)
	if !ok && !refusesAlone(a) {
		return wire.Refusal{}, false
	}
	if r, known := byNumber[e.Code.Value]; known && a.Status < 500 {
		r.Said = e.Text.Trim()
		return r, true
	}
	r, known := byStatus[a.Status]
	switch {
	case known:
	case a.Status == 200:
		r = wire.Refusal{Kind: providers.ErrInvalid, Sentence: "CloudAtCost reports an error and does not say which."}
	case a.Status >= 400 && a.Status < 500:
		r = wire.Refusal{Kind: wire.KindOf(a.Status)}
	default:
		// Its own failure settles nothing.
		return wire.Refusal{}, false
	}
	r.Said = e.Text.Trim()
	return r, true
}

// refusesAlone leaves out 503: without the envelope it is anyone's.
func refusesAlone(a wire.Answer) bool {
	switch a.Status {
	case 400, 403, 412:
		return len(bytes.TrimSpace(a.Body)) == 0
	}
	return false
}

// byStatus words the documented statuses.
var byStatus = map[int]wire.Refusal{
	400: {Kind: providers.ErrInvalid, Sentence: "CloudAtCost does not know this call at the address of the account. Another version of the API may."},
	403: {Kind: providers.ErrAuth, Sentence: "CloudAtCost refused the API key: it is missing or wrong."},
	412: {Kind: providers.ErrConflict, Sentence: "CloudAtCost says that the request failed, and not why. It says the same to a machine whose address is not allowed in its API settings."},
	503: {Kind: providers.ErrLimit},
}

// byNumber words the numbers of errors that later versions send.
var byNumber = map[int64]wire.Refusal{
	101: {Kind: providers.ErrAuth, Sentence: "CloudAtCost refused the API key: it is missing or wrong."},
	104: {Kind: providers.ErrPermission, Sentence: "CloudAtCost does not allow calls from the address of this machine. Allow it in the API settings of the CloudAtCost panel."},
	105: {Kind: providers.ErrConflict, Sentence: "CloudAtCost is still busy with another task of this server."},
	107: {Kind: providers.ErrPermission},
	109: {Kind: providers.ErrNotFound, Sentence: "CloudAtCost does not have this server."},
}
