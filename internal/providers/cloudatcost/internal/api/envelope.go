// Package api holds the JSON of the CloudAtCost API, decoded liberally: the
// document has every value as text, and later versions of the API do not.
package api

import (
	"encoding/json"
	"strings"

	"pinfold/internal/providers/wire"
)

// Envelope is around every answer. Code and Text come with the errors of later
// versions only.
type Envelope struct {
	Status wire.String     `json:"status"`
	Code   wire.Int        `json:"error"`
	Text   wire.String     `json:"error_description"`
	Data   json.RawMessage `json:"data"`
}

const (
	errNotOK  = wire.Plain("the answer does not say that it is ok")
	errNoData = wire.Plain("the answer has no data")
)

// ReadList decodes the list in an answer. An answer without one is an error,
// so that it is not taken for an empty list.
func ReadList[T any](body []byte) ([]T, error) {
	var e Envelope
	if err := wire.JSON(body, &e); err != nil {
		return nil, err
	}
	if !strings.EqualFold(e.Status.Trim(), "ok") {
		return nil, errNotOK
	}
	if len(e.Data) == 0 {
		return nil, errNoData
	}
	var items wire.List[T]
	if err := json.Unmarshal(e.Data, &items); err != nil {
		return nil, err
	}
	return items, nil
}

// ReadError returns the envelope of an error, and whether the body is one.
func ReadError(body []byte) (Envelope, bool) {
	var e Envelope
	if wire.JSON(body, &e) != nil {
		return Envelope{}, false
	}
	return e, strings.EqualFold(e.Status.Trim(), "error")
}
