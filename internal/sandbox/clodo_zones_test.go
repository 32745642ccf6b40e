package sandbox_test

import (
	"fmt"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

// zoneOf is the path of a sample zone and its records by name and type.
func zoneOf(r *rig, n int) (path string, ids map[string]string) {
	r.t.Helper()
	id := r.at(r.call("GET", "/dns/", ""), "dns", "domains", n, "id").(string)
	return "/dns/" + id, recordIDs(r, "/dns/"+id)
}

func recordIDs(r *rig, path string) map[string]string {
	r.t.Helper()
	ids := map[string]string{}
	for _, one := range r.at(r.call("GET", path, ""), "dns", "records").([]any) {
		rec := one.(map[string]any)
		ids[fmt.Sprint(rec["name"], " ", rec["type"], " ", rec["content"])] = rec["id"].(string)
	}
	return ids
}

func TestClodoListsZones(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.call("GET", "/dns/", "")
	r.equal(r.at(a, "dns", "domains", 0, "name"), "example.com")
	r.equal(r.at(a, "dns", "domains", 0, "records_count"), "15")
	r.equal(r.at(a, "dns", "domains", 1, "type"), "SLAVE")
	r.equal(r.at(a, "dns", "reverse", 0, "ip_value"), "188.127.245.119")
	r.equal(r.at(a, "dns", "reverse", 0, "domain_value"), "245.127.188.in-addr.arpa")
	r.equal(r.at(a, "dns", "vps_list", 0, "title"), "main")
	path, ids := zoneOf(r, 0)
	r.equal(r.at(r.call("GET", path, ""), "dns", "record_types", 0), "A")
	if len(ids) != 15 || ids["www.example.com CNAME example.com"] == "" {
		t.Errorf("%v", ids)
	}
	r.want(r.call("GET", "/dns/9", ""), 404, "Зона не найдена")
	r.box.AddClodoAccount("empty", "key")
	r.token = r.login("empty", "key")
	r.want(r.call("GET", "/dns/", ""), 404, "Зон не найдено")
}

func TestClodoAddsAndDeletesZones(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("PUT", "/dns/", `{"newdomain":"new.example","newdomain_type":"MASTER"}`), 200, `"id"`)
	r.want(r.call("PUT", "/dns/", `{"newdomain":"slave.example","newdomain_type":"SLAVE","slave_addr":"192.0.2.1"}`), 200, `"id"`)
	for body, details := range map[string]string{
		`{"newdomain":"new.example","newdomain_type":"MASTER"}`:                          "Зона уже существует",
		`{"newdomain":"with space","newdomain_type":"MASTER"}`:                           "Некорректное имя зоны",
		`{"newdomain":"x.example","newdomain_type":"SLAVE"}`:                             "адрес мастер-сервера",
		`{"newdomain":"x.example","newdomain_type":"MASTER","slave_addr":"192.0.2.1"}`:   "не указывается",
		`{"newdomain":"x.example","newdomain_type":"FORWARD"}`:                           "newdomain_type",
		`{"newdomain":"x.example","newdomain_type":"MASTER","dns":{}}`:                   "Неизвестный параметр",
		`{"newdomain":"x.example","newdomain_type":"SLAVE","slave_addr":"2001:db8::17"}`: "адрес мастер-сервера",
	} {
		r.want(r.call("PUT", "/dns/", body), 400, details)
	}
	path, _ := zoneOf(r, 2)
	r.want(r.call("DELETE", path, ""), 204, "")
	r.want(r.call("DELETE", path, ""), 404, "Зона не найдена")
	e := r.box.Ledger()
	r.equal(len(e), 3)
	r.equal(e[0].Op+" "+e[0].Details["type"]+" "+e[2].Op, "CLO-26 MASTER CLO-27")
	r.equal("/dns/"+e[2].Target, path)
}

func TestClodoChangesRecords(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	path, ids := zoneOf(r, 0)
	www := ids["www.example.com CNAME example.com"]
	r.want(r.call("POST", path, `{"content_`+www+`":"other.example.com","name_01":"new.example.com","type_01":"A","content_01":"192.0.2.1","ttl_01":"300"}`), 204, "")
	after := recordIDs(r, path)
	r.equal(after["www.example.com CNAME other.example.com"], www)
	if len(after) != 16 || after["new.example.com A 192.0.2.1"] == "" || after["example.com SOA ns1.clodo.ru hostmaster.clodo.ru 2026112102 10800 3600 604800 86400"] == "" {
		t.Errorf("%v", after)
	}
	e := r.box.Ledger()
	r.equal(len(e), 1)
	r.equal(e[0].Op+" "+e[0].Details["added"]+" "+e[0].Details["changed"], "CLO-29 1 1")
	for body, details := range map[string]string{
		`{}`:                         "Не указаны параметры",
		`{"content_9":"192.0.2.1"}`:  "Запись не найдена",
		`{"colour_` + www + `":"x"}`: "Неизвестный параметр",
		`{"ttl_` + www + `":"5"}`:    "ttl",
		`{"name_` + www + `":"x"}`:   "Имя записи вне зоны",
		`{"name_01":"a.example.com","type_01":"A","content_01":"192.0.2"}`:    "Некорректный адрес",
		`{"name_01":"a.example.com","type_01":"SPF","content_01":"192.0.2"}`:  "Недопустимый тип",
		`{"content_` + www + `":"fine.example","name_01":"b.example.com"}`:    "Недопустимый тип",
		`{"domain_master":"192.0.2.1"}`:                                       "адрес мастер-сервера",
		`{"domain_master":"192.0.2.1","name_01":"b.example.com"}`:             "Неизвестный параметр",
		`{"name_01":"a.example.com","type_01":"AAAA","content_01":"1.2.3.4"}`: "Некорректный адрес",
	} {
		r.want(r.call("POST", path, body), 400, details)
		r.clock.Advance(time.Minute) // Ten a minute.
	}
	if n := len(recordIDs(r, path)); n != 16 || len(r.box.Ledger()) != 1 {
		t.Errorf("a refused change left %d records", n)
	}
	slave, _ := zoneOf(r, 1)
	r.want(r.call("POST", slave, `{"name_01":"a.example.org","type_01":"A","content_01":"192.0.2.1"}`), 400, "SLAVE")
	r.want(r.call("POST", slave, `{"domain_master":"192.0.2.9"}`), 204, "")
	r.want(r.call("POST", "/dns/9", `{"domain_master":"192.0.2.9"}`), 404, "Зона не найдена")
}

// A DELETE that does not name a record deletes the zone: in the query, in the
// body or in both it deletes the record.
func TestClodoDeletesRecords(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	path, ids := zoneOf(r, 0)
	www, ftp := ids["www.example.com CNAME example.com"], ids["ftp.example.com CNAME example.com"]
	r.want(r.call("DELETE", path+"?delete_record="+www, `{"delete_record":"`+www+`"}`), 200, `"new_soa":"2026112102"`)
	r.want(r.call("DELETE", path+"?delete_record="+www, ""), 404, "Запись не найдена")
	r.want(r.call("DELETE", path, `{"delete_record":"`+ftp+`"}`), 200, "new_soa")
	r.want(r.call("DELETE", path, `{"delete_record":`), 400, "Ошибка разбора")
	r.equal(len(recordIDs(r, path)), 13)
	e := r.box.Ledger()
	r.equal(e[0].Op+" "+e[0].Details["record"], "CLO-30 "+www)
	r.want(r.call("DELETE", path, ""), 204, "")
	r.want(r.call("GET", path, ""), 404, "Зона не найдена")
	r.equal(r.box.Ledger()[2].Op, "CLO-27")
}

func TestClodoZonesChangeFromOutside(t *testing.T) {
	r := newRig(t, sandbox.Options{Servers: 3})
	a := r.call("GET", "/dns/", "")
	if n := len(r.at(a, "dns", "domains").([]any)); n != 24 {
		t.Errorf("%d zones", n)
	}
	path, _ := zoneOf(r, 0)
	r.mutate(sandbox.MutateRecord, "example.com", "www.example.com CNAME moved.example.com")
	r.mutate(sandbox.MutateFill, "example.com", "10000")
	ids := recordIDs(r, path)
	if len(ids) != 10000 || ids["www.example.com CNAME moved.example.com"] == "" {
		t.Errorf("%d records", len(ids))
	}
	r.mutate(sandbox.MutateRemove, "example.com", "")
	r.want(r.call("GET", path, ""), 404, "Зона не найдена")
	r.equal(len(r.box.Ledger()), 0)
}
