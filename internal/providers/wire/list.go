package wire

import (
	"bytes"
	"encoding/json"
)

// List decodes a list in the shapes in which providers send one: an array,
// null or "" for none, a bare object for one, an object with the array or the
// one object under a single name, and an object keyed by id.
//
// If *T has a method SetKey(string), it is told the key of its entry.
type List[T any] []T

const errNoList = Plain("a list was expected")

// UnmarshalJSON implements json.Unmarshaler.
func (l *List[T]) UnmarshalJSON(data []byte) error {
	*l = nil
	data = bytes.TrimSpace(data)
	switch {
	case len(data) == 0:
		return errNoList
	case string(data) == "null", string(data) == `""`:
		return nil
	case data[0] == '[':
		return l.array(data)
	case data[0] == '{':
		return l.object(data)
	}
	return errNoList
}

func (l *List[T]) array(data []byte) error {
	var items []T
	if err := json.Unmarshal(data, &items); err != nil {
		return err
	}
	*l = items
	return nil
}

func (l *List[T]) object(data []byte) error {
	entries, err := entriesOf(data)
	if err != nil || len(entries) == 0 {
		return err
	}
	if len(entries) == 1 && first(entries[0].value) == '[' {
		return l.array(entries[0].value)
	}
	for _, e := range entries {
		if first(e.value) != '{' {
			return l.one("", data)
		}
	}
	for _, e := range entries {
		if err := l.one(e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}

func (l *List[T]) one(key string, data []byte) error {
	var item T
	if err := json.Unmarshal(data, &item); err != nil {
		return err
	}
	if keyed, ok := any(&item).(interface{ SetKey(string) }); ok && key != "" {
		keyed.SetKey(key)
	}
	*l = append(*l, item)
	return nil
}

type entry struct {
	key   string
	value json.RawMessage
}

// entriesOf returns the members of an object in the order in which they came.
func entriesOf(data []byte) ([]entry, error) {
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

func first(data []byte) byte {
	if data = bytes.TrimSpace(data); len(data) > 0 {
		return data[0]
	}
	return 0
}
