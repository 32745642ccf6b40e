package sandbox

import (
	"slices"
	"strconv"
	"time"
)

// clodoAction is one of the commands of CLO-10.
type clodoAction struct {
	command string   // as the log shows it
	from    []string // statuses in which it is possible
	phases  []func(*clodoServer, time.Time)
}

var clodoActions = map[string]clodoAction{
	"start":  {"Старт", []string{clodoStopped}, []func(*clodoServer, time.Time){(*clodoServer).run}},
	"stop":   {"Выключение", []string{clodoRunning}, []func(*clodoServer, time.Time){(*clodoServer).halt}},
	"reboot": {"Перезагрузка", []string{clodoRunning}, []func(*clodoServer, time.Time){(*clodoServer).run}},
	"rebuild": {
		"Переустановка ОС", []string{clodoRunning, clodoStopped, clodoFailed},
		[]func(*clodoServer, time.Time){setStatus(clodoInstall), (*clodoServer).run},
	},
}

// actOnServer answers CLO-10. A server that is not there is a bad request
// here: the document has no 404 for this call.
func (w *clodoWorld) actOnServer(c *call) reply {
	name, in := readClodoInput(c)
	if in.problem != "" {
		return w.bad(in.problem)
	}
	action, ok := clodoActions[name]
	if !ok {
		return w.bad("Неизвестная команда")
	}
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.bad("VPS не найдена")
	}
	image := s.image
	if name == "rebuild" {
		image = readClodoRebuild(in, s)
	} else {
		in.only()
	}
	switch {
	case in.problem != "":
		return w.bad(in.problem)
	case s.busy():
		return w.bad("На VPS уже выполняется другая операция")
	case !slices.Contains(action.from, s.status):
		return w.bad("Команда недоступна в текущем статусе VPS")
	}
	if name == "rebuild" {
		s.license = in.text("vps_isp") == "1"
	}
	w.act(c, s, name, image)
	return clodoDone()
}

func (w *clodoWorld) act(c *call, s *clodoServer, name string, image int) {
	action := clodoActions[name]
	details := []string{"action", name, "name", s.name}
	if name == "rebuild" {
		s.image = image
		details = append(details, "image", strconv.Itoa(image))
	}
	w.work(s, action.command, c.now, action.phases...)
	c.changed(strconv.Itoa(s.id), details...)
}

// readClodoRebuild returns the image to install. The image must be one for
// the server's type.
func readClodoRebuild(in *clodoInput, s *clodoServer) int {
	in.only("imageId", "vps_isp")
	if in.has("vps_isp") {
		in.choice("vps_isp", "0", "1")
	}
	id := in.number("imageId", 1, 1<<30)
	if image, ok := clodoImageOf(id); !ok || image.kind != s.kind {
		in.fail("Недопустимое значение параметра imageId")
	}
	return id
}

// deleteServer answers CLO-08. A server that is being deleted is not found,
// though lists show it until its end.
func (w *clodoWorld) deleteServer(c *call) reply {
	s, ok := w.server(c.site, c.args[0])
	if !ok || s.leaving {
		return w.notFound("VPS не найдена")
	}
	if s.busy() {
		return w.bad("На VPS уже выполняется другая операция")
	}
	s.leaving = true
	w.work(s, "Удаление", c.now, func(s *clodoServer, _ time.Time) { s.gone = true })
	c.changed(strconv.Itoa(s.id), "name", s.name)
	return clodoDone()
}
