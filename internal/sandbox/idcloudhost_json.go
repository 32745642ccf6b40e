package sandbox

import (
	"bytes"
	"encoding/json"
	"mime"
	"slices"
	"strconv"
)

// idcJSON reads a body of JSON, which floating IPs and the names of networks
// take, and keeps the first thing that is wrong with it.
type idcJSON struct {
	values  map[string]any
	problem string
}

func readIDCJSON(c *call, names ...string) *idcJSON {
	in := &idcJSON{values: map[string]any{}}
	kind, _, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return in.fail("Unsupported content type")
	}
	d := json.NewDecoder(bytes.NewReader(c.body))
	d.UseNumber()
	if d.Decode(&in.values) != nil || d.More() {
		return in.fail("Malformed JSON")
	}
	for name := range in.values {
		if !slices.Contains(names, name) {
			in.fail("Unexpected parameter: " + name)
		}
	}
	return in
}

func (in *idcJSON) fail(problem string) *idcJSON {
	if in.problem == "" {
		in.problem = problem
	}
	return in
}

func (in *idcJSON) has(name string) bool {
	_, ok := in.values[name]
	return ok
}

// text returns a string, "" for one that is not there.
func (in *idcJSON) text(name string) string {
	text, ok := in.values[name].(string)
	if !ok && in.has(name) {
		in.fail("Invalid value for parameter: " + name)
	}
	return text
}

// whole returns a whole number that has to be there. It is no string.
func (in *idcJSON) whole(name string) int {
	number, ok := in.values[name].(json.Number)
	n, err := strconv.Atoi(number.String())
	switch {
	case !in.has(name):
		in.fail("Missing parameter: " + name)
	case !ok || err != nil:
		in.fail("Invalid value for parameter: " + name)
	}
	return n
}
