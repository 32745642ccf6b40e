package models

import (
	"encoding/json"
	"maps"
	"slices"
)

// differences lists the facts that differ, one change each.
func differences(before, after Resource) (changes []Change) {
	add := func(field, old, now string) {
		if old != now {
			changes = append(changes, Change{TeamID: after.TeamID, ResourceID: after.ID, At: after.CheckedAt,
				Field: field, Before: old, After: now})
		}
	}
	add("name", before.Name, after.Name)
	add("state", string(before.State), string(after.State))
	if before.State == after.State {
		add("state word", before.StateWord, after.StateWord)
	}
	old, now := flat(before.Facts), flat(after.Facts)
	all := maps.Clone(old)
	maps.Copy(all, now)
	for _, field := range slices.Sorted(maps.Keys(all)) {
		add(field, old[field], now[field])
	}
	if before.GoneAt != nil {
		add("found", "", after.Name)
	}
	return changes
}

func flat(facts json.RawMessage) map[string]string {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(facts, &fields)
	text := make(map[string]string, len(fields))
	for name, value := range fields {
		var plain string
		var inner map[string]string
		if name == "fields" && json.Unmarshal(value, &inner) == nil {
			maps.Copy(text, inner) // Each detail of a billing account by its own name.
			continue
		}
		if json.Unmarshal(value, &plain) != nil {
			plain = string(value)
		}
		text[name] = plain
	}
	return text
}
