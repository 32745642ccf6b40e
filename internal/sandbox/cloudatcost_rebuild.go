package sandbox

import (
	"net/http"
	"slices"
)

// cacRebuild is the action of a task that installs a server anew.
const cacRebuild = "rebuild"

// rebuild answers CAC-04, which the document only names: server and system go
// by the parameters that the sample and the list of templates suggest. The
// server gets another root password.
func (w *cacWorld) rebuild(c *call) reply {
	in := cacInput(c)
	s, ok := w.server(in.Get("sid"))
	if !ok {
		return cacRefused(109, "invalid server id")
	}
	at := slices.IndexFunc(cacTemplates, func(t cacTemplate) bool { return t.id == in.Get("osid") })
	switch {
	case at < 0:
		return cacRefused(110, "invalid os id")
	case w.busy(s):
		return cacRefused(105, "task already running on this server")
	}
	s.status = cacPending
	t := w.begin(s, cacRebuild, c.now, func() {
		s.status, s.template, s.rootPass = cacOn, cacTemplates[at].detail, w.shared.newPassword()
	})
	c.changed(s.sid, "action", cacRebuild, "name", s.label, "osid", in.Get("osid"), "task", t.id)
	return reply{status: http.StatusOK, body: cacEnvelope{Status: "ok", ID: w.user, Task: t.number()}}
}
