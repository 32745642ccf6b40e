package models

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"

	"pinfold/internal/form"
)

// changing fills in what a change changed: the fields that differ, and nothing
// of the rest.
func (a *Audit) changing(before, after form.Values) {
	a.Before, a.After = form.Values{}, form.Values{}
	for name, value := range before {
		if after[name] != value {
			a.Before[name], a.After[name] = value, after[name]
		}
	}
	for name, value := range after {
		if _, was := before[name]; !was && value != "" {
			a.Before[name], a.After[name] = "", value
		}
	}
}

// recorded is what the trail tells of an account: nothing that is sealed.
func (a Account) recorded() form.Values {
	values := form.Values{"label": a.Label, "currency": a.Currency, "provider": string(a.Provider)}
	for name, value := range a.Settings {
		values["setting "+name] = value
	}
	return values
}

// recorded is what the trail tells of a channel: nothing that is sealed.
func (c AlertChannel) recorded() form.Values {
	values := form.Values{"name": c.Name, "kind": c.Kind}
	for name, value := range c.Settings {
		values["setting "+name] = value
	}
	return values
}

// recorded is what the trail tells of the settings of alerts.
func (s AlertSettings) recorded() form.Values {
	s.TeamID = 0
	values := form.Values{}
	data, err := json.Marshal(s)
	fields := map[string]json.RawMessage{}
	if err == nil {
		err = json.Unmarshal(data, &fields)
	}
	for name, value := range fields {
		if text := strings.Trim(string(value), `"`); err == nil && name != "TeamID" && text != "null" && text != "{}" && text != "[]" {
			values[spaced(name)] = text
		}
	}
	return values
}

// spaced turns the name of a field into words: "quiet from".
func spaced(name string) string {
	var words strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			words.WriteByte(' ')
		}
		words.WriteRune(unicode.ToLower(r))
	}
	return words.String()
}

// ruleNames are the rules of a channel in words.
func ruleNames(rules map[string]time.Time) string {
	var names []string
	for name := range rules {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
