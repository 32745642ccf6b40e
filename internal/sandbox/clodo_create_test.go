package sandbox_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"pinfold/internal/sandbox"
)

// order spells the sample order of CLO-06 with some values changed; nil
// removes a value.
func order(changes ...any) string {
	values := map[string]any{
		"vps_title": "api-test", "vps_type": "VirtualServer", "vps_memory": 512,
		"vps_hdd": "5", "vps_admin": 1, "vps_os": 551,
	}
	for i := 0; i+1 < len(changes); i += 2 {
		values[changes[i].(string)] = changes[i+1]
		if changes[i+1] == nil {
			delete(values, changes[i].(string))
		}
	}
	raw, _ := json.Marshal(map[string]any{"server": values})
	return string(raw)
}

var gitlab = map[string]any{"login": "admin", "pass": "secret", "email": "a@example.org", "domain": "example.org"}

func TestClodoCreate(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.call("POST", "/servers", order())
	r.want(a, http.StatusOK, "")
	r.equal(r.at(a, "server", "id"), 299.0)
	r.equal(r.at(a, "server", "imageId"), "551")
	s := r.call("GET", "/servers/299", "")
	r.equal(r.at(s, "server", "status"), "is_request")
	r.equal(r.at(s, "server", "addresses", "public"), nil)
	r.equal(r.at(s, "server", "vps_root_pass"), r.at(a, "server", "adminPass"))
	r.want(r.call("POST", "/servers/299/action", `{"stop":{}}`), 400, "уже выполняется")
	r.clock.Advance(pace)
	r.equal(r.status("299"), "is_install")
	r.equal(r.at(r.call("GET", "/requests/3120122", ""), "request", "req_complete"), "0")
	r.clock.Advance(pace)
	s = r.call("GET", "/servers/299", "")
	r.equal(r.at(s, "server", "status"), "is_running")
	r.equal(r.at(s, "server", "addresses", "public", 0, "ip"), "62.76.0.2")
	r.equal(r.at(s, "server", "vps_createdate"), "04.03.2026 15:00:00")
	r.equal(r.at(s, "server", "vps_billingdate"), "04.03.2026 16:00:00")
	r.equal(r.at(r.call("GET", "/requests/3120122", ""), "request", "vps_num"), "299")
	e := r.box.Ledger()[0]
	r.equal(e.Op+" "+e.Target+" "+e.Details["name"], "CLO-06 299 api-test")
}

func TestClodoCreateTwiceMakesTwo(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/servers", order()), 200, `"id":299`)
	r.want(r.call("POST", "/servers", order()), 200, `"id":300`)
	r.equal(len(r.box.Ledger()), 2)
}

func TestClodoCreateInDataCenter(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	kh := "/clodo/api.kh.clodo.ru/v1/servers"
	token := []string{"X-Auth-Token", r.token}
	r.want(r.send("GET", kh, "", token...), 404, "NotFound")
	r.want(r.send("POST", kh, order(), token...), 200, `"id":299`)
	r.want(r.send("GET", kh, "", token...), 200, `"299"`)
	r.want(r.send("GET", kh+"/60", "", token...), 404, "VPS не найдена")
	r.want(r.call("GET", "/servers/299", ""), 200, "")
	r.equal(r.box.Ledger()[0].Details["site"], "api.kh.clodo.ru")
}

func TestClodoCreateVariants(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for name, body := range map[string]string{
		"scale":   order("vps_type", "ScaleServer", "vps_memory_max", 1024, "vps_os", 541),
		"name":    order("vps_title", nil, "name", "other"),
		"monthly": order("vps_pay_period", "m", "vps_abonement", 6),
		"hourly":  order("vps_pay_period", "h"),
		"preset":  order("vps_os", nil, "vps_os_preset", 322, "vps_os_preset_params", gitlab),
	} {
		t.Run(name, func(t *testing.T) {
			r.want(r.call("POST", "/servers", body), http.StatusOK, "adminPass")
		})
	}
}

func TestClodoCreateRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ body, details string }{
		{`{`, "Ошибка разбора запроса"},
		{`{"server":5}`, "Ошибка разбора параметра server"},
		{`{"vps":{}}`, "Ошибка разбора параметра server"},
		{order("color", "red"), "Неизвестный параметр color"},
		{order("vps_type", "Tiny"), "значение параметра vps_type"},
		{order("vps_type", nil), "Не указан параметр vps_type"},
		{order("vps_memory", nil), "Не указан параметр vps_memory"},
		{order("vps_memory", "many"), "значение параметра vps_memory"},
		{order("vps_memory", true), "значение параметра vps_memory"},
		{order("vps_memory_max", 512), "только для ScaleServer"},
		{order("vps_type", "ScaleServer", "vps_os", 541, "vps_memory_max", 256), "vps_memory_max"},
		{order("vps_type", "ScaleServer", "vps_os", 541, "vps_pay_period", "h"), "только для VirtualServer"},
		{order("vps_hdd", 0), "значение параметра vps_hdd"},
		{order("vps_admin", 2), "значение параметра vps_admin"},
		{order("vps_os", 999), "значение параметра vps_os"},
		{order("vps_os", 541), "значение параметра vps_os"},
		{order("vps_os", nil), "один из параметров vps_os"},
		{order("vps_os_preset", 62), "один из параметров vps_os"},
		{order("vps_os_preset_params", gitlab), "только с vps_os_preset"},
		{order("vps_os", nil, "vps_os_preset", 1), "значение параметра vps_os_preset"},
		{order("vps_os", nil, "vps_os_preset", 62, "vps_os_preset_params", gitlab), "vps_os_preset_params.title"},
		{order("vps_os", nil, "vps_os_preset", 322), "Не указан параметр vps_os_preset_params.login"},
		{order("vps_pay_period", "h", "vps_abonement", 3), "значение параметра vps_abonement"},
		{order("vps_pay_period", "m", "vps_abonement", 2), "значение параметра vps_abonement"},
		{order("vps_title", nil), "один из параметров name"},
		{order("vps_title", ""), "Не указано название"},
	} {
		t.Run(c.details, func(t *testing.T) {
			r.want(r.call("POST", "/servers", c.body), http.StatusBadRequest, c.details)
		})
	}
	a := r.send("POST", "/clodo/v1/servers", order(), "X-Auth-Token", r.token, "Content-Type", "application/xml")
	r.want(a, 400, "Неизвестный формат запроса")
	r.equal(len(r.box.Ledger()), 0)
}
