package api

import (
	"encoding/json"
	"strings"

	"pinfold/internal/providers/wire"
)

const errNotTaken = wire.Plain("the answer does not say that it was done")

// ReadTaken reads an answer of which only a yes is of interest: in JSON or as
// the text of a PHP array, under one of several names, or bare.
func ReadTaken(body []byte) error {
	var bare wire.String
	if wire.JSON(body, &bare) == nil && yes(bare) || yes(wire.String(body)) {
		return nil
	}
	var answer struct {
		Result  wire.String `json:"result"`
		Status  wire.String `json:"status"`
		Success wire.String `json:"success"`
	}
	data, err := object(body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return err
	}
	if yes(answer.Result) || answer.Result.Trim() == "" && (yes(answer.Status) || yes(answer.Success)) {
		return nil
	}
	return errNotTaken
}

// ReadInnerFault returns the refusal of the machine behind the script, and
// whether there is one in the answer.
func ReadInnerFault(body []byte) (Envelope, bool) {
	data, err := object(body)
	var members map[string]json.RawMessage
	if err != nil || json.Unmarshal(data, &members) != nil {
		return Envelope{}, false
	}
	for _, name := range []string{"retx", "vps_info", "data", "msg"} {
		var inner wire.Object[Envelope]
		if json.Unmarshal(members[name], &inner) == nil && failed(inner.Value.Result) {
			return inner.Value, true
		}
	}
	return Envelope{}, false
}

// object returns an answer as a JSON object.
func object(body []byte) ([]byte, error) {
	var members map[string]json.RawMessage
	if wire.JSON(body, &members) == nil && members != nil {
		return json.Marshal(members)
	}
	printed, err := PrintR(body)
	if err != nil {
		return nil, errNotTaken
	}
	return json.Marshal(printed)
}

func yes(word wire.String) bool {
	switch strings.ToLower(word.Trim()) {
	case "success", "successful", "ok", "true", "1", "yes", "done":
		return true
	}
	return false
}
