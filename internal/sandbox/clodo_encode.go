package sandbox

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// clodoError is the body of a refusal, wrapped in the error's name.
type clodoError struct {
	name    string
	Code    int    `json:"code"`
	Message string `json:"message"`
	Details string `json:"details"`
}

// MarshalJSON wraps the error in its name.
func (e clodoError) MarshalJSON() ([]byte, error) {
	type plain clodoError
	return json.Marshal(map[string]plain{e.name: plain(e)})
}

func (e clodoError) xml() string {
	return fmt.Sprintf("<%s code=\"%d\"><message>%s</message><details>%s</details></%s>",
		e.name, e.Code, escapeXML(e.Message), escapeXML(e.Details), e.name)
}

// encode answers in the format that Accept asks for; XML is the default, as
// in the document, so that a client that forgets to ask notices it.
func (p *clodo) encode(c *call, r reply) answer {
	a := answer{status: r.status, header: http.Header{}}
	for name, value := range r.header {
		a.header.Set(name, value)
	}
	if r.body == nil {
		return a
	}
	raw, err := json.Marshal(r.body)
	if err != nil {
		panic("sandbox: encode answer of clodo: " + err.Error())
	}
	if strings.Contains(c.req.Header.Get("Accept"), "application/json") {
		a.header.Set("Content-Type", "application/json; charset=UTF-8")
		a.body = raw
		return a
	}
	a.header.Set("Content-Type", "application/xml; charset=UTF-8")
	if e, ok := r.body.(clodoError); ok {
		a.body = []byte(xml.Header + e.xml())
		return a
	}
	a.body = []byte(xml.Header + xmlFromJSON(raw))
	return a
}

func retryAfter(seconds int) map[string]string {
	if seconds == 0 {
		return nil
	}
	return map[string]string{"Retry-After": strconv.Itoa(seconds)}
}
