package api

import (
	"encoding/json"
	"slices"
	"strings"

	"pinfold/internal/providers/wire"
)

// Fault is a refusal: {"errors":{"Error":"…"}}, the same with an object that
// holds a msg under a telling name, or {"message":"…"}, which also the gateway
// before the API answers.
type Fault struct {
	// Name is the name under errors, "" for a plain message.
	Name string
	Said string
}

// Forbids reports whether the refusal is about what the token may do.
func (f Fault) Forbids() bool { return strings.Contains(f.Name, "forbidden") }

// ReadFault returns the refusal in a body, and whether there is one.
func ReadFault(body []byte) (Fault, bool) {
	var raw struct {
		Errors  json.RawMessage `json:"errors"`
		Message wire.String     `json:"message"`
	}
	if wire.JSON(body, &raw) != nil {
		return Fault{}, false
	}
	if fault, ok := readErrors(raw.Errors); ok {
		return fault, true
	}
	return Fault{Said: raw.Message.Trim()}, raw.Message.Trim() != ""
}

// readErrors returns the first of the errors by name, so that the same answer
// always reads the same.
func readErrors(data []byte) (Fault, bool) {
	var errs map[string]json.RawMessage
	if json.Unmarshal(data, &errs) != nil || len(errs) == 0 {
		return Fault{}, false
	}
	names := make([]string, 0, len(errs))
	for name := range errs {
		names = append(names, name)
	}
	name := slices.Min(names)
	var text wire.String
	var object wire.Object[struct {
		Msg wire.String `json:"msg"`
	}]
	// Neither fails on another shape; what is not understood says nothing.
	_ = json.Unmarshal(errs[name], &text)
	_ = json.Unmarshal(errs[name], &object)
	fault := Fault{Name: name, Said: text.Trim()}
	if fault.Said == "" {
		fault.Said = object.Value.Msg.Trim()
	}
	return fault, true
}
