package wire

import (
	"bytes"
	"encoding/json"
)

const (
	errEmpty   = Plain("the answer is empty")
	errMissing = Plain("the answer lacks what was asked for")
)

// Object decodes T from a JSON object and stays zero for everything else, such
// as the null, "" or [] that stand for an object with nothing in it.
type Object[T any] struct{ Value T }

// UnmarshalJSON implements json.Unmarshaler.
func (o *Object[T]) UnmarshalJSON(data []byte) error {
	var value T
	if first(data) == '{' {
		if err := json.Unmarshal(data, &value); err != nil {
			return err
		}
	}
	o.Value = value
	return nil
}

// JSON decodes a body into v, whatever its content type says. A byte order
// mark is skipped.
func JSON(body []byte, v any) error {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if len(body) == 0 {
		return errEmpty
	}
	return json.Unmarshal(body, v)
}

// Member decodes the member of that name of a JSON object into v. An answer
// without it is an error, so that a stray {} is not taken for an empty list.
func Member(body []byte, name string, v any) error {
	var members map[string]json.RawMessage
	if err := JSON(body, &members); err != nil {
		return err
	}
	value, ok := members[name]
	if !ok {
		return errMissing
	}
	return json.Unmarshal(value, v)
}
