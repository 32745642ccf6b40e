package sandbox

import (
	"mime"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// idcInput reads form parameters and keeps the first thing that is wrong with
// them.
type idcInput struct {
	values  url.Values
	problem string
}

// readIDCInput reads the body, which is form-encoded also on DELETE. Parameters
// that are not named are refused.
func readIDCInput(c *call, names ...string) *idcInput {
	in := &idcInput{values: url.Values{}}
	kind, _, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return in.fail("Unsupported content type")
	}
	values, err := url.ParseQuery(string(c.body))
	if err != nil {
		return in.fail("Malformed form parameters")
	}
	in.values = values
	for name := range values {
		if name != "uuid" && !slices.Contains(names, name) {
			in.fail("Unexpected parameter: " + name)
		}
	}
	return in
}

func (in *idcInput) fail(problem string) *idcInput {
	if in.problem == "" {
		in.problem = problem
	}
	return in
}

func (in *idcInput) has(name string) bool { return in.values.Has(name) }

// text returns a parameter that has to be there.
func (in *idcInput) text(name string) string {
	if in.values.Get(name) == "" {
		in.fail("Missing parameter: " + name)
	}
	return in.values.Get(name)
}

// number returns a whole number of a range.
func (in *idcInput) number(name string, low, high int) int {
	n, err := strconv.Atoi(in.text(name))
	if err != nil || n < low || n > high {
		in.fail("Invalid value for parameter: " + name)
	}
	return n
}

// change finds the server that a write is about and reads its parameters. A
// server that another call works on is locked.
func (w *idcWorld) change(c *call, names ...string) (*idcVM, *idcInput, reply) {
	in := readIDCInput(c, names...)
	uuid := in.text("uuid")
	if in.problem != "" {
		return nil, in, idcBad(in.problem)
	}
	vm, ok := w.place(c).vm(uuid)
	switch {
	case !ok:
		return nil, in, idcBad("No such virtual machine exists. " + uuid)
	case c.now.Before(vm.lockedUntil), vm.work.status != "":
		return nil, in, w.shared.refuse(refusal{status: 409})
	}
	return vm, in, reply{}
}

// works holds the answer back for some phases and the server locked meanwhile,
// as the calls of the live service block until their work is done.
func (w *idcWorld) works(c *call, vm *idcVM, phases int) {
	c.holds = time.Duration(phases) * w.shared.pace
	vm.lockedUntil = c.now.Add(c.holds)
	now := c.now.UTC().Format(idcTime)
	vm.UpdatedAt = &now
}

// idcDone is the answer of calls that return nothing else.
func idcDone() reply { return idcOK(map[string]bool{"success": true}) }

// single is the server as calls about one server answer it.
func (vm *idcVM) single() idcVM {
	out := vm.copy()
	out.PrivateIPv4 = ""
	return out
}
