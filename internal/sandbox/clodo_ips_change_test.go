package sandbox_test

import (
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

func TestClodoAddressesChange(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	ips := func(id string) int {
		return len(r.at(r.call("GET", "/servers/"+id+"/ips", ""), "addresses", "public").([]any))
	}
	r.want(r.call("PUT", "/servers/298/ips", ""), http.StatusNoContent, "")
	r.want(r.call("PUT", "/servers/298/ips", `{"subnet":"62.76.47.*"}`), http.StatusNoContent, "")
	r.want(r.call("PUT", "/servers/60/ips", `{"subnet":"62.76.47.*"}`), http.StatusNoContent, "")
	r.equal(ips("298"), 4)
	for _, c := range []struct{ method, path, body, details string }{
		{"PUT", "/servers/60/ips", `{"subnet":"62.76.47.*"}`, "нет свободных адресов"},
		{"PUT", "/servers/60/ips", `{"subnet":"10.0.0.*"}`, "Подсеть недоступна"},
		{"PUT", "/servers/60/ips", `{"net":"x"}`, "Неизвестный параметр net"},
		{"DELETE", "/servers/298/ips", `{"ip":"62.76.41.218"}`, "Основной IP-адрес"},
		{"DELETE", "/servers/298/ips", `{"ip":"9.9.9.9"}`, "не найден"},
		{"DELETE", "/servers/298/ips", `{}`, "Не указан параметр ip"},
		{"GET", "/servers/60/ips/moveip/", `{"ip":"62.76.41.218"}`, "только дополнительные"},
		{"GET", "/servers/298/ips/moveip/", `{"ip":"62.76.41.219"}`, "уже находится"},
		{"GET", "/servers/60/ips/moveip/", `{"ip":"9.9.9.9"}`, "не найден"},
	} {
		r.want(r.call(c.method, c.path, c.body), http.StatusBadRequest, c.details)
	}
	r.want(r.call("DELETE", "/servers/9/ips", `{"ip":"9.9.9.9"}`), http.StatusNotFound, "VPS не найдена")
	r.want(r.call("GET", "/servers/60/ips/moveip/", `{"ip":"62.76.41.219"}`), http.StatusNoContent, "")
	r.want(r.call("DELETE", "/servers/60/ips", `{"ip":"62.76.41.219"}`), http.StatusNoContent, "")
	r.equal(ips("298"), 3)
	r.equal(r.ledgerOps(), "CLO-21 CLO-21 CLO-21 CLO-23 CLO-22")
	r.want(r.call("POST", "/servers/60/action", `{"reboot":{}}`), http.StatusNoContent, "")
	r.want(r.call("PUT", "/servers/60/ips", ""), http.StatusBadRequest, "уже выполняется")
	if line := r.at(r.call("GET", "/servers/298/log/", ""), "logs", 0, "command"); !strings.Contains(line.(string), "IP-адреса") {
		t.Errorf("the log says %v", line)
	}
}
