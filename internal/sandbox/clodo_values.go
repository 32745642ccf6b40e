package sandbox

import (
	"bytes"
	"encoding/json"
	"mime"
)

// readClodoValues reads a body that is one flat object, such as
// {"ip":"62.76.41.218"}.
func readClodoValues(c *call) *clodoInput {
	in := &clodoInput{values: map[string]any{}}
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

// required returns a value that has to be there, and refuses all others.
func (in *clodoInput) required(name string) string {
	in.only(name)
	if in.text(name) == "" {
		in.fail("Не указан параметр " + name)
	}
	return in.text(name)
}
