package sandbox

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// idcWork is what a server is being turned into.
type idcWork struct {
	due    time.Time
	status string // "" for none
}

// settle ends all work that is due.
func (w *idcWorld) settle(now time.Time) {
	for _, place := range w.places {
		for _, vm := range place.vms {
			if vm.work.status != "" && !now.Before(vm.work.due) {
				vm.Status, vm.work = vm.work.status, idcWork{}
			}
		}
	}
}

// startVM answers IDC-23.
func (w *idcWorld) startVM(c *call) reply {
	return w.power(c, "start", idcStopped, idcRunning, []string{"uuid"})
}

// stopVM answers IDC-24. With force the work takes no time.
func (w *idcWorld) stopVM(c *call) reply {
	action := "stop"
	switch idcForm(c).Get("force") {
	case "true", "True":
		action = "force stop"
	case "", "false", "False":
	default:
		return idcBad("Parameter force must be true or false.")
	}
	return w.power(c, action, idcRunning, idcStopped, []string{"uuid", "force"})
}

// rescueVM answers IDC-25.
func (w *idcWorld) rescueVM(c *call) reply {
	return w.power(c, "rescue start", idcStopped, idcRunning, []string{"uuid"})
}

// power turns a server from one status into another. The call is held open
// until that is done, and answers how the server is then.
func (w *idcWorld) power(c *call, action, from, to string, known []string) reply {
	form := idcForm(c)
	for name := range form {
		if !slices.Contains(known, name) {
			return idcBad("Unknown parameter: " + name)
		}
	}
	uuid := form.Get("uuid")
	if uuid == "" {
		return idcBad("Missing parameter: uuid")
	}
	vm, ok := w.place(c).vm(uuid)
	switch {
	case !ok:
		return idcBad("No such virtual machine exists. " + uuid)
	case vm.work.status != "", c.now.Before(vm.lockedUntil):
		return w.shared.refuse(refusal{status: http.StatusConflict})
	case vm.Status != from:
		return idcBad("Virtual machine is " + vm.Status + ".")
	}
	vm.work = idcWork{due: c.now, status: to}
	if action != "force stop" {
		vm.work.due, c.holds = c.now.Add(w.shared.pace), w.shared.pace
	}
	updated := vm.work.due.UTC().Format(idcTime)
	vm.UpdatedAt = &updated
	c.changed(vm.UUID, "action", action, "name", vm.Name)
	after := vm.copy()
	after.Status = to
	w.settle(c.now)
	return idcOK(after)
}

// idcForm reads a body of form parameters.
func idcForm(c *call) url.Values {
	kind, _, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return url.Values{}
	}
	// A broken pair does not hide the readable ones.
	form, _ := url.ParseQuery(string(c.body))
	return form
}
