package sandbox_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

func TestClodoReads(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, c := range []struct {
		path string
		at   []any
		want any
	}{
		{"/servers", []any{"servers", 0, "id"}, "60"},
		{"/servers", []any{"servers", 1, "type"}, "ScaleServer"},
		{"/servers", []any{"servers", 2, "addresses", "public", 0, "primary_ip"}, true},
		{"/servers/detail", []any{"servers", 0, "id"}, 60.0},
		{"/servers/detail", []any{"servers", 0, "vps_memory"}, "2048"},
		{"/servers/detail", []any{"servers", 1, "vps_root_pass"}, "87JgRe6BC6"},
		{"/servers/detail", []any{"servers", 1, "vps_traff"}, nil},
		{"/servers/298", []any{"server", "name"}, "api-test"},
		{"/servers/298", []any{"server", "vps_createdate"}, "07.02.2011 11:09:02"},
		{"/servers/298", []any{"server", "vps_update_days"}, "(31 день)"},
		{"/servers/60/log/", []any{"logs", 0, "id"}, "86097442"},
		{"/servers/60/log/", []any{"logs", 2, "user"}, "Cloud Core"},
		{"/requests/3120121", []any{"request", "req_complete_date"}, "2011-03-11 14:48:31"},
		{"/requests/3120121", []any{"request", "vps_num"}, ""},
		{"/billing/balance", []any{"balance"}, 1234.0},
		{"/user/", []any{"user", "users_login"}, "jdoe"},
		{"/user/", []any{"user", "dcs", 0, "title"}, "Oversun"},
		{"/images", []any{"images", 0, "name"}, "Debian 5.0.6 64 bits"},
		{"/images/detail", []any{"images", 1, "os_type"}, "centos"},
		{"/images/detail", []any{"images", 1, "_attr", "id"}, "3"},
		{"/images/presets", []any{"presets", 0, "fields", 5, "name"}, "license"},
		{"/images/presets", []any{"presets", 1, "id"}, "322"},
		{"/limits", []any{"limits", "rate", 4, "value"}, "60"},
	} {
		t.Run(c.path, func(t *testing.T) {
			a := r.call("GET", c.path, "")
			r.want(a, http.StatusOK, "")
			r.equal(r.at(a, c.at...), c.want)
		})
	}
	if got := len(r.box.Ledger()); got != 0 {
		t.Errorf("reads made %d entries in the ledger", got)
	}
}

func TestClodoReadRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.box.AddClodoAccount("empty", "key")
	r.token = r.login("empty", "key")
	const module = `{"NotFound":{"code":404,"message":"Not Found","details":"Модуль не найден"}}`
	for _, c := range []struct {
		method, path string
		status       int
		contains     string
	}{
		{"GET", "/servers", 404, "NotFound"},
		{"GET", "/servers/detail", 404, "NotFound"},
		{"GET", "/servers/60", 404, "VPS не найдена"},
		{"GET", "/servers/abc", 404, "VPS не найдена"},
		{"GET", "/servers/60/log/", 404, "VPS не найдена"},
		{"GET", "/requests/3120121", 404, "Запрос не найден"},
		{"GET", "/requests/x", 404, "Запрос не найден"},
		{"GET", "/nothing", 404, module},
		{"GET", "/servers/60/log", 404, module},
		{"POST", "/images", 405, "MethodNotAllowed"},
		{"PUT", "/billing/balance", 405, "MethodNotAllowed"},
	} {
		t.Run(c.method+c.path, func(t *testing.T) {
			r.want(r.call(c.method, c.path, ""), c.status, c.contains)
		})
	}
	r.want(r.send("GET", "/clodo/servers", "", "X-Auth-Token", r.token), 404, module)
	r.want(r.send("GET", "/elsewhere/", ""), 404, "")
}

func TestClodoXML(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.send("GET", "/clodo/v1/servers/1", "", "X-Auth-Token", r.token, "Accept", "application/xml")
	r.want(a, 404, `<NotFound code="404"><message>Not Found</message><details>VPS не найдена</details></NotFound>`)
	a = r.send("GET", "/clodo/v1/servers", "", "X-Auth-Token", r.token, "Accept", "*/*")
	r.want(a, 200, "<servers><server><id>60</id><name>main</name>")
	d := xml.NewDecoder(strings.NewReader(a.body))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("body is no XML: %v", err)
		}
	}
}

func TestClodoGeneratedServers(t *testing.T) {
	one := newRig(t, sandbox.Options{Seed: 7, Servers: 200, DataCenters: 3})
	two := newRig(t, sandbox.Options{Seed: 7, Servers: 200, DataCenters: 3})
	a, b := one.call("GET", "/servers/detail", ""), two.call("GET", "/servers/detail", "")
	if a.body != b.body {
		t.Error("the same seed made different worlds")
	}
	one.equal(len(one.at(a, "servers").([]any)), 203)
	sum := 0
	for _, host := range []string{"oversun", "kh", "mn"} {
		l := one.send("GET", fmt.Sprintf("/clodo/api.%s.clodo.ru/v1/servers", host), "", "X-Auth-Token", one.token)
		sum += len(one.at(l, "servers").([]any))
	}
	one.equal(sum, 203)
}
