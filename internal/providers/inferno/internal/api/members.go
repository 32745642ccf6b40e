package api

import (
	"bytes"
	"encoding/json"

	"pinfold/internal/providers/wire"
)

const errNoEntries = wire.Plain("a list or a map was expected")

// entry is one member of a list or a map. The key of a list's is "".
type entry struct {
	key   string
	value json.RawMessage
}

// entriesOf returns the entries of a list or a map in their order. Null, an
// empty text and false stand for none.
func entriesOf(data []byte) ([]entry, error) {
	data = bytes.TrimSpace(data)
	switch {
	case len(data) == 0:
		return nil, errNoEntries
	case string(data) == "null", string(data) == `""`, string(data) == "false":
		return nil, nil
	case data[0] == '[':
		return elements(data)
	case data[0] == '{':
		return members(data)
	}
	return nil, errNoEntries
}

func elements(data []byte) ([]entry, error) {
	var values []json.RawMessage
	if err := json.Unmarshal(data, &values); err != nil {
		return nil, err
	}
	entries := make([]entry, 0, len(values))
	for _, value := range values {
		entries = append(entries, entry{value: value})
	}
	return entries, nil
}

func members(data []byte) ([]entry, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	var entries []entry
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		key, _ := name.(string)
		e := entry{key: key}
		if err := d.Decode(&e.value); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// text returns a scalar as text, and "" for all else.
func (e entry) text() string {
	var s wire.String
	// String takes anything.
	_ = json.Unmarshal(e.value, &s)
	return s.Trim()
}

func (e entry) nested() bool {
	value := bytes.TrimSpace(e.value)
	return len(value) > 0 && (value[0] == '{' || value[0] == '[')
}

// single reports whether the entries are the fields of one thing rather than
// things by key.
func single(entries []entry) bool {
	for _, e := range entries {
		if (e.key == "id" || e.key == "pid" || e.key == "name") && !e.nested() {
			return true
		}
	}
	return false
}
