package sandbox_test

import (
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

func (r *rig) detail(id string, path ...any) any {
	r.t.Helper()
	return r.at(r.call("GET", "/servers/"+id, ""), append([]any{"server"}, path...)...)
}

func TestClodoSizeTakesWork(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("PUT", "/servers/60", `{"server":{"vps_memory":4096,"vps_hdd":"9","vps_admin":3}}`), 204, "")
	r.equal(r.status("60"), "is_request")
	r.equal(r.detail("60", "vps_memory"), "2048")
	r.clock.Advance(pace)
	r.equal(r.status("60"), "is_running")
	r.equal(r.detail("60", "vps_memory"), "4096")
	r.equal(r.detail("60", "vps_memory_max"), "4096")
	r.equal(r.detail("60", "vps_hdd_max"), "9")
	e := r.box.Ledger()
	r.equal(len(e), 1)
	r.equal(e[0].Op+" "+e[0].Target+" "+e[0].Details["vps_memory"]+" "+e[0].Details["vps_admin"], "CLO-07 60 4096 3")
}

// TestClodoPlansForLater: what is paid ahead changes at its end, unless that is
// moved or canceled.
func TestClodoPlansForLater(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	change := func(body string, status int, details string) {
		t.Helper()
		r.want(r.call("PUT", "/servers/60", `{"server":{`+body+`}}`), status, details)
	}
	change(`"modify_type":"params"`, 400, "Нет запланированных изменений")
	change(`"newconfig_date":3`, 400, "Нет запланированных изменений")
	change(`"vps_pay_period":"m","vps_abonement":3`, 204, "")
	r.clock.Advance(time.Second) // The sample was paid until long ago.
	change(`"vps_memory":1024`, 204, "")
	r.equal(r.detail("60", "vps_memory"), "1024")
	r.want(r.call("GET", "/servers/186/change_type/", `{"server":{"pay_type":"1m"}}`), 204, "")
	r.clock.Advance(pace)
	r.equal(r.detail("186", "type"), "VirtualServer")
	later := func(body string, status int, details string) {
		t.Helper()
		r.want(r.call("PUT", "/servers/186", `{"server":{`+body+`}}`), status, details)
	}
	later(`"vps_memory":1024`, 204, "")
	later(`"modify_type":"params"`, 204, "")
	later(`"modify_type":"params"`, 400, "Нет запланированных изменений")
	later(`"vps_memory":1024`, 204, "")
	later(`"newconfig_date":2`, 204, "")
	r.clock.Advance(47 * time.Hour)
	r.token = r.login(sandbox.DefaultClodoLogin, sandbox.DefaultClodoKey)
	r.equal(r.detail("186", "vps_memory"), "512")
	r.clock.Advance(2 * time.Hour)
	r.token = r.login(sandbox.DefaultClodoLogin, sandbox.DefaultClodoKey)
	r.equal(r.detail("186", "vps_memory"), "1024")
}

func TestClodoTrafficAddsUp(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, want := range []string{"100", "200"} {
		r.want(r.call("PUT", "/servers/60", `{"server":{"vps_traff":100}}`), 204, "")
		r.equal(r.detail("60", "vps_traf"), want)
	}
	r.equal(len(r.box.Ledger()), 2)
}

func TestClodoChangeRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ id, body, details string }{
		{"60", ``, "Не указаны параметры"},
		{"60", `"vps_color":1`, "Неизвестный параметр vps_color"},
		{"60", `"vps_memory":1`, "vps_memory"},
		{"60", `"vps_memory":512,"vps_memory_max":1024`, "vps_memory_max допустим только для ScaleServer"},
		{"186", `"vps_memory":1024,"vps_memory_max":512`, "vps_memory_max"},
		{"60", `"vps_daylimit":100`, "допустим только для ScaleServer"},
		{"186", `"vps_pay_period":"h"`, "допустим только для VirtualServer"},
		{"60", `"vps_pay_period":"h","vps_abonement":3`, "vps_abonement"},
		{"60", `"vps_pay_period":"m","vps_abonement":2`, "vps_abonement"},
		{"186", `"vps_abonement_disabled":1`, "допустим только для VirtualServer"},
		{"60", `"vps_abonement_disabled":1,"vps_swapsize":128`, "по одному параметру"},
		{"60", `"vps_swapsize":127`, "vps_swapsize"},
		{"60", `"vps_swapsize":6145`, "vps_swapsize"},
		{"186", `"vps_memblocksize":2049`, "vps_memblocksize"},
		{"186", `"vps_minfreebytes":0`, "vps_minfreebytes"},
		{"60", `"vps_hddshaper":2`, "vps_hddshaper"},
		{"60", `"vps_admin":2`, "vps_admin"},
		{"60", `"newconfig_date":24`, "newconfig_date"},
		{"9", `"vps_hdd":5`, "VPS не найдена"},
	} {
		t.Run(c.id+c.body, func(t *testing.T) {
			r.want(r.call("PUT", "/servers/"+c.id, `{"server":{`+c.body+`}}`), 400, c.details)
		})
	}
	r.want(r.call("GET", "/servers/186/change_type/", ""), 400, "pay_type")
	r.want(r.call("GET", "/servers/186/change_type/", `{"server":{"pay_type":"2m"}}`), 400, "pay_type")
	r.want(r.call("GET", "/servers/9/change_type/", ""), 400, "VPS не найдена")
	r.want(r.call("GET", "/servers/60/change_type/", ""), 204, "")
	r.want(r.call("GET", "/servers/60/change_type/", ""), 400, "уже выполняется")
	r.want(r.call("PUT", "/servers/60", `{"server":{"vps_hdd":6}}`), 400, "уже выполняется")
	r.equal(len(r.box.Ledger()), 1)
}
