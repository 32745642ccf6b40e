package sandbox_test

import (
	"net/http"
	"testing"

	"pinfold/internal/sandbox"
)

func TestClodoActions(t *testing.T) {
	for _, c := range []struct {
		name, first, body string
		during            []string
		final             string
	}{
		{"stop", "", `{"stop":{}}`, []string{"is_request"}, "is_disabled"},
		{"start", "is_disabled", `{"start":{}}`, []string{"is_request"}, "is_running"},
		{"reboot", "", `{"reboot":{}}`, []string{"is_request"}, "is_running"},
		{"rebuild", "", `{"rebuild":{"imageId":1,"vps_isp":0}}`, []string{"is_request", "is_install"}, "is_running"},
		{"rebuild failed", "is_error", `{"rebuild":{"imageId":"1"}}`, []string{"is_request", "is_install"}, "is_running"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, sandbox.Options{})
			if c.first != "" {
				r.mutate(sandbox.MutateStatus, "60", c.first)
			}
			a := r.call("POST", "/servers/60/action", c.body)
			r.want(a, http.StatusNoContent, "")
			r.equal(r.at(r.call("GET", "/servers/60/log/", ""), "logs", 0, "status"), "Выполняется")
			for _, status := range c.during {
				r.equal(r.status("60"), status)
				r.clock.Advance(pace)
			}
			r.equal(r.status("60"), c.final)
			r.equal(r.at(r.call("GET", "/servers/60/log/", ""), "logs", 0, "status"), "ОК")
			e := r.box.Ledger()
			r.equal(len(e), 1)
			r.equal(e[0].Op+" "+e[0].Target, "CLO-10 60")
		})
	}
}

func TestClodoActionRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	r.mutate(sandbox.MutateStop, "186", "")
	r.want(r.call("POST", "/servers/298/action", `{"reboot":{}}`), 204, "")
	for _, c := range []struct{ id, body, details string }{
		{"60", `{"explode":{}}`, "Неизвестная команда"},
		{"60", `{"stop":{},"start":{}}`, "Ошибка разбора"},
		{"60", `{"stop":null}`, "Ошибка разбора"},
		{"60", `{"stop":{"now":1}}`, "Неизвестный параметр now"},
		{"60", `{"start":{}}`, "недоступна"},
		{"60", `{"rebuild":{}}`, "Не указан параметр imageId"},
		{"60", `{"rebuild":{"imageId":541}}`, "imageId"},
		{"60", `{"rebuild":{"imageId":1,"vps_isp":5}}`, "vps_isp"},
		{"186", `{"stop":{}}`, "недоступна"},
		{"186", `{"reboot":{}}`, "недоступна"},
		{"298", `{"reboot":{}}`, "уже выполняется"},
		{"9", `{"reboot":{}}`, "VPS не найдена"},
	} {
		t.Run(c.id+c.body, func(t *testing.T) {
			r.want(r.call("POST", "/servers/"+c.id+"/action", c.body), 400, c.details)
		})
	}
	r.want(r.call("DELETE", "/servers/298", ""), 400, "уже выполняется")
	r.equal(len(r.box.Ledger()), 1)
}

func TestClodoDelete(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("DELETE", "/servers/60", ""), 204, "")
	r.equal(r.status("60"), "is_request")
	r.want(r.call("DELETE", "/servers/60", ""), 404, "VPS не найдена")
	r.want(r.call("POST", "/servers/60/action", `{"stop":{}}`), 400, "уже выполняется")
	r.clock.Advance(pace)
	r.want(r.call("GET", "/servers/60", ""), 404, "VPS не найдена")
	r.want(r.call("DELETE", "/servers/60", ""), 404, "VPS не найдена")
	e := r.box.Ledger()
	r.equal(len(e), 1)
	r.equal(e[0].Op+" "+e[0].Target+" "+e[0].Details["name"], "CLO-08 60 main")
}

func (r *rig) mutate(kind, target, value string) {
	r.t.Helper()
	err := r.box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: kind, Target: target, Value: value})
	if err != nil {
		r.t.Fatal(err)
	}
}

func TestClodoMutate(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/servers/60/action", `{"reboot":{}}`), 204, "")
	r.mutate(sandbox.MutateStop, "60", "")
	r.clock.Advance(pace)
	r.equal(r.status("60"), "is_disabled")
	r.mutate(sandbox.MutateStart, "60", "")
	r.equal(r.status("60"), "is_running")
	r.mutate(sandbox.MutateRename, "60", "renamed")
	r.equal(r.at(r.call("GET", "/servers/60", ""), "server", "name"), "renamed")
	r.mutate(sandbox.MutateRemove, "60", "")
	r.want(r.call("GET", "/servers/60", ""), 404, "")
	r.equal(len(r.box.Ledger()), 1)
	for _, m := range []sandbox.Mutation{
		{Provider: "nowhere"},
		{Provider: "clodo", Account: "nobody"},
		{Provider: "clodo", Target: "60", Kind: sandbox.MutateStop},
		{Provider: "clodo", Target: "186", Kind: "paint"},
	} {
		if r.box.Mutate(m) == nil {
			t.Errorf("%+v was accepted", m)
		}
	}
}
