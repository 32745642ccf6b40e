package sandbox

import (
	"mime"
	"net/http"
	"net/url"
	"time"
)

// cacPowers are the actions of CAC-03: the status that a server shows
// meanwhile, "" for none of its own, and the one that it ends in.
var cacPowers = map[string]struct{ during, after string }{
	"poweron":  {cacPending, cacOn},
	"poweroff": {"Pending Off", cacOff},
	"reset":    {"", cacOn},
}

// cacInput reads the parameters of a write, which come as a form.
func cacInput(c *call) url.Values {
	kind, _, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	if c.req.Method != http.MethodPost || err != nil || kind != "application/x-www-form-urlencoded" {
		return url.Values{}
	}
	// A broken pair does not hide the readable ones.
	form, _ := url.ParseQuery(string(c.body))
	return form
}

// power answers CAC-03. The document has neither the parameter for the server
// nor an answer; both are known from published clients of the API.
func (w *cacWorld) power(c *call) reply {
	in := cacInput(c)
	s, ok := w.server(in.Get("sid"))
	if !ok {
		return cacRefused(109, "invalid server id")
	}
	action, ok := cacPowers[in.Get("action")]
	switch {
	case !ok:
		return cacRefused(102, "invalid action")
	case w.busy(s):
		return cacRefused(105, "task already running on this server")
	case in.Get("action") == "reset" && s.status == cacOff:
		return cacRefused(106, "server is powered off")
	}
	if action.during != "" {
		s.status = action.during
	}
	t := w.begin(s, in.Get("action"), c.now, func() { s.status = action.after })
	c.changed(s.sid, "action", t.action, "name", s.label, "task", t.id)
	return reply{status: http.StatusOK, body: cacEnvelope{Status: "ok", ID: w.user, Task: t.number()}}
}

// begin puts a task on a server to work. On a server that hangs it never ends,
// though what it is about may well happen.
func (w *cacWorld) begin(s *cacServer, action string, now time.Time, end func()) *cacTask {
	t := &cacTask{
		id: w.shared.newTaskID(), server: s.sid, action: action, status: cacTaskPending, begun: now,
		due: now.Add(w.shared.pace), end: end, hangs: s.hangs,
	}
	w.tasks = append(w.tasks, t)
	return t
}

// busy reports whether a task is at work on the server. One that hangs is not.
func (w *cacWorld) busy(s *cacServer) bool {
	for _, t := range w.tasks {
		if t.server == s.sid && t.end != nil {
			return true
		}
	}
	return false
}

// settle ends all tasks that are due.
func (w *cacWorld) settle(now time.Time) {
	for _, t := range w.tasks {
		if t.end == nil || now.Before(t.due) {
			continue
		}
		t.end()
		t.end = nil
		if !t.hangs {
			t.status, t.ended = cacTaskCompleted, t.due
		}
	}
}

// drop ends the work on a server without its effect.
func (w *cacWorld) drop(s *cacServer) {
	for _, t := range w.tasks {
		if t.server == s.sid {
			t.end = nil
		}
	}
}

// cacRefused refuses what was asked for. Number and text come with the later
// version only.
func cacRefused(code int, text string) reply {
	return reply{status: http.StatusPreconditionFailed, body: cacEnvelope{Status: "error", Code: code, Text: text}}
}
