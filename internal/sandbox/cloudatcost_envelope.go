package sandbox

import (
	"encoding/json"
	"net/http"
)

// cacEnvelope is around every answer. The time is a number and the account's
// id a string, as in the samples; an error says nothing more.
type cacEnvelope struct {
	Status string `json:"status"`
	Time   int64  `json:"time"`
	ID     string `json:"id,omitempty"`
	// Code and Text are what the later version adds to an error.
	Code int    `json:"error,omitempty"`
	Text string `json:"error_description,omitempty"`
	Data any    `json:"data,omitempty"`
	// Task is the number of the task that a write began.
	Task int64 `json:"taskid,omitempty"`
}

// cacOK wraps a list. What is nameless carries no id of the account.
func cacOK(user string, data any) reply {
	return reply{status: http.StatusOK, body: cacEnvelope{Status: "ok", ID: user, Data: data}}
}

// cacStatuses are the documented statuses for what the frame refuses. A path,
// a method or a size that the API does not have is an invalid URL to it.
var cacStatuses = map[int]int{
	http.StatusUnauthorized:          http.StatusForbidden,
	http.StatusNotFound:              http.StatusBadRequest,
	http.StatusMethodNotAllowed:      http.StatusBadRequest,
	http.StatusRequestEntityTooLarge: http.StatusBadRequest,
	http.StatusTooManyRequests:       http.StatusServiceUnavailable,
}

// cacErrors are the numbers and texts of the later version, known from
// published clients of the API.
var cacErrors = map[int]struct {
	code int
	text string
}{
	http.StatusForbidden:          {101, "invalid api key provided"},
	http.StatusPreconditionFailed: {104, "not authorized ip"},
}

func (p *cloudAtCost) refuse(r refusal) reply {
	status := r.status
	if documented, ok := cacStatuses[status]; ok {
		status = documented
	}
	e := cacErrors[status]
	return reply{
		status: status,
		header: retryAfter(r.retryAfter),
		body:   cacEnvelope{Status: "error", Code: e.code, Text: e.text},
	}
}

// encode fills in what the moment and the account decide. The later version
// calls its JSON HTML.
func (p *cloudAtCost) encode(c *call, r reply) answer {
	e := r.body.(cacEnvelope)
	e.Time = c.now.Unix()
	if e.Status == "error" && c.account != nil {
		e.ID = c.account.world.(*cacWorld).user
	}
	content := "application/json"
	if c.site == cacLater {
		content = "text/html; charset=UTF-8"
	} else {
		e.Code, e.Text = 0, ""
	}
	raw, err := json.Marshal(e)
	if err != nil {
		panic("sandbox: encode answer of cloudatcost: " + err.Error())
	}
	a := answer{status: r.status, header: http.Header{"Content-Type": {content}}, body: raw}
	for name, value := range r.header {
		a.header.Set(name, value)
	}
	return a
}
