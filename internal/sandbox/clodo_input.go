package sandbox

import (
	"bytes"
	"encoding/json"
	"mime"
	"slices"
	"strconv"
)

// clodoInput reads the values of a body and keeps the first thing that is
// wrong with them, in the provider's language.
type clodoInput struct {
	values  map[string]any
	problem string
}

// readClodoInput reads a body of one named object, such as
// {"server":{...}}, and returns the name with the object's values.
func readClodoInput(c *call) (name string, in *clodoInput) {
	in = &clodoInput{values: map[string]any{}}
	kind, _, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return "", in.fail("Неизвестный формат запроса")
	}
	var body map[string]any
	d := json.NewDecoder(bytes.NewReader(c.body))
	d.UseNumber() // a float would lose digits of large numbers
	if err := d.Decode(&body); err != nil || d.More() || len(body) != 1 {
		return "", in.fail("Ошибка разбора запроса")
	}
	for key, value := range body {
		object, ok := value.(map[string]any)
		if !ok {
			return key, in.fail("Ошибка разбора параметра " + key)
		}
		name, in.values = key, object
	}
	return name, in
}

// readClodoFlat reads a body whose values have no name around them, such as
// {"file":"2"}. No body at all is one without values.
func readClodoFlat(c *call) *clodoInput {
	in := &clodoInput{values: map[string]any{}}
	if len(bytes.TrimSpace(c.body)) == 0 {
		return in
	}
	kind, _, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return in.fail("Неизвестный формат запроса")
	}
	d := json.NewDecoder(bytes.NewReader(c.body))
	d.UseNumber()
	if err := d.Decode(&in.values); err != nil || d.More() {
		return in.fail("Ошибка разбора запроса")
	}
	return in
}

func (in *clodoInput) fail(problem string) *clodoInput {
	if in.problem == "" {
		in.problem = problem
	}
	return in
}

// only refuses values that are not named.
func (in *clodoInput) only(names ...string) {
	unknown := []string{}
	for name := range in.values {
		if !slices.Contains(names, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		in.fail("Неизвестный параметр " + slices.Min(unknown))
	}
}

func (in *clodoInput) has(name string) bool {
	_, ok := in.values[name]
	return ok
}

func (in *clodoInput) text(name string) string {
	if !in.has(name) {
		return ""
	}
	value, ok := scalar(in.values[name])
	if !ok {
		in.fail("Недопустимое значение параметра " + name)
	}
	return value
}

// number returns a required number of a range.
func (in *clodoInput) number(name string, low, high int) int {
	if !in.has(name) {
		in.fail("Не указан параметр " + name)
		return 0
	}
	n, err := strconv.Atoi(in.text(name))
	if err != nil || n < low || n > high {
		in.fail("Недопустимое значение параметра " + name)
	}
	return n
}

// choice returns a required value out of several.
func (in *clodoInput) choice(name string, options ...string) string {
	if !in.has(name) {
		in.fail("Не указан параметр " + name)
		return ""
	}
	value := in.text(name)
	if !slices.Contains(options, value) {
		in.fail("Недопустимое значение параметра " + name)
	}
	return value
}

// scalar returns the text of a string or a number: the API takes both.
func scalar(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	}
	return "", false
}
