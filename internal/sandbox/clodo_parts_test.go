package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

func TestClodoParts(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, c := range []struct {
		path string
		at   []any
		want any
	}{
		{"/servers/60/backup/getlist", []any{"backups", "backup", 0, "date"}, "2012-01-24 04:00:02"},
		{"/servers/60/backup/getlist", []any{"backups", "backup", 0, "price"}, 0.05},
		{"/servers/60/backup/getlist", []any{"backups", "backup", 1, "file"}, "3"},
		{"/servers/186/backup/getlist", []any{"backups", "backup", "days"}, "1,2,3,4,5,6,7"},
		{"/servers/298/ips", []any{"addresses", "public", 0, "ip"}, "62.76.41.218"},
		{"/servers/298/ips", []any{"addresses", "public", 0, "is_primary"}, true},
		{"/servers/298/ips", []any{"addresses", "public", 1, "isp"}, false},
		{"/servers/298/ips/getsubnets/", []any{"nets", 0, "ip_subnet"}, "62.76.41.*"},
		{"/servers/298/ips/getsubnets/", []any{"nets", 0, "current"}, "1"},
		{"/servers/298/ips/getsubnets/", []any{"nets", 4, "ip_subnet"}, "62.76.47.*"},
		{"/servers/298/ips/getsubnets/", []any{"nets", 4, "current"}, "0"},
	} {
		a := r.call("GET", c.path, "")
		r.want(a, http.StatusOK, "")
		r.equal(r.at(a, c.at...), c.want)
	}
	r.want(r.call("GET", "/servers/298/backup/getlist", ""), 200, `{"backups":{"backup":[]}}`)
	for _, path := range []string{"/backup/getlist", "/ips", "/ips/getsubnets/", "/log/"} {
		r.want(r.call("GET", "/servers/9"+path, ""), 404, "VPS не найдена")
	}
}

func TestClodoLicenseOfARebuild(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/servers/60/action", `{"rebuild":{"imageId":1,"vps_isp":"1"}}`), 204, "")
	r.equal(r.at(r.call("GET", "/servers/60/ips", ""), "addresses", "public", 0, "isp"), true)
}

// usage asks for a period and returns the rows.
func (r *rig) usage(id string, from, to int64) []any {
	r.t.Helper()
	a := r.call("POST", "/stats/"+id, fmt.Sprintf(`{"stats":{"from":"%d","to":%d}}`, from, to))
	if a.status == http.StatusNotFound {
		r.want(a, 404, "Записей не найдено")
		return nil
	}
	r.want(a, 200, "")
	switch row := r.at(a, "stats", "row").(type) {
	case []any:
		return row
	default:
		return []any{row}
	}
}

func TestClodoUsage(t *testing.T) {
	r := newRig(t, sandbox.Options{Seed: 3})
	rows := r.usage("186", 1301860800, 1301947199)
	r.equal(len(rows), 2)
	r.equal(rows[0].(map[string]any)["mem_used"], "146936")
	r.equal(len(r.usage("186", 1301917600, 1301917700)), 1)
	r.equal(len(r.usage("60", 1301860800, 1301947199)), 0)
	r.want(r.call("POST", "/stats/186", `{"stats":{"from":"2011-04-04 00:00:00","to":"2011-04-04 23:59:59"}}`), 200, "1301917560")

	now := r.clock.Now().Unix()
	hour := r.usage("60", now-3600, now)
	r.equal(len(hour), 61)
	again, _ := json.Marshal(r.usage("60", now-3600, now+7200))
	first, _ := json.Marshal(hour)
	r.equal(string(again), string(first))
	r.equal(len(r.usage("60", now-31*86400, now-30*86400-60)), 0)
}

func TestClodoUsageStopsWithTheServer(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	begin := r.clock.Now().Unix()
	r.mutate(sandbox.MutateStop, "60", "")
	r.clock.Advance(5 * time.Minute)
	r.mutate(sandbox.MutateStart, "60", "")
	r.clock.Advance(5 * time.Minute)
	r.equal(len(r.usage("60", begin, begin+299)), 0)
	r.equal(len(r.usage("60", begin, begin+600)), 6)
	r.want(r.call("POST", "/servers", order()), 200, "")
	r.equal(len(r.usage("299", begin, begin+600)), 0)
}

func TestClodoUsageRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	for body, details := range map[string]string{
		`{}`:                                "Ошибка разбора",
		`{"server":{"from":1,"to":2}}`:      "stats",
		`{"stats":{"from":1}}`:              "параметра to",
		`{"stats":{"from":"x","to":2}}`:     "параметра from",
		`{"stats":{"from":3,"to":2}}`:       "период",
		`{"stats":{"from":1,"to":2,"z":3}}`: "Неизвестный параметр z",
	} {
		r.want(r.call("POST", "/stats/60", body), 400, details)
	}
	r.want(r.call("POST", "/stats/9", `{"stats":{"from":1,"to":2}}`), 404, "VPS не найдена")
	r.equal(len(r.box.Ledger()), 0)
}

// TestClodoUsageCountsWithPOST: reading use leaves fewer commands to servers.
func TestClodoUsageCountsWithPOST(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for range 10 {
		r.want(r.call("POST", "/stats/60", `{"stats":{"from":1,"to":2}}`), 404, "")
	}
	r.want(r.call("POST", "/servers/60/action", `{"stop":{}}`), 429, "лимит")
}

func TestClodoDataCentersOfTheProfile(t *testing.T) {
	r := newRig(t, sandbox.Options{DataCenters: 3, Servers: 12})
	a := r.call("GET", "/user/", "")
	sum := 0
	for i, title := range []string{"Oversun", "KIAE House", "Miran"} {
		r.equal(r.at(a, "user", "dcs", i, "title"), title)
		host := r.at(a, "user", "dcs", i, "apihost").(string)
		path, ok := strings.CutPrefix("http://"+host, r.url)
		if !ok {
			t.Fatalf("%s is another host", host)
		}
		login := r.send("GET", path+"/", "", "X-Auth-User", sandbox.DefaultClodoLogin, "X-Auth-Key", sandbox.DefaultClodoKey)
		r.equal(login.header.Get("X-Server-Management-Url"), "http://"+host+"/v1")
		l := r.send("GET", path+"/v1/servers", "", "X-Auth-Token", login.header.Get("X-Auth-Token"))
		sum += len(r.at(l, "servers").([]any))
	}
	r.equal(sum, 15)
	one := newRig(t, sandbox.Options{Servers: 12})
	a = one.call("GET", "/user/", "")
	one.equal(len(one.at(a, "user", "dcs").([]any)), 1)
	one.equal("http://"+one.at(a, "user", "dcs", 0, "apihost").(string), one.url+"/clodo")
	a = one.send("GET", "/clodo/api.mn.clodo.ru/v1/user/", "", "X-Auth-Token", one.token)
	one.equal(one.at(a, "user", "dcs", 0, "title"), "Miran")
}

// TestClodoGeneratedHistory: every generated server has a record, some have
// backups, and none is older than its server.
func TestClodoGeneratedHistory(t *testing.T) {
	r := newRig(t, sandbox.Options{Seed: 7, Servers: 30})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	backups := 0
	for id := 299; id < 329; id++ {
		lines := r.at(r.call("GET", fmt.Sprintf("/servers/%d/log/", id), ""), "logs").([]any)
		r.equal(lines[len(lines)-1].(map[string]any)["command"], "Создание")
		a := r.call("GET", fmt.Sprintf("/servers/%d/backup/getlist", id), "")
		backups += strings.Count(a.body, `"file"`)
		created := r.at(r.call("GET", fmt.Sprintf("/servers/%d", id), ""), "server", "vps_createdate").(string)
		since, _ := time.Parse("02.01.2006 15:04:05", created)
		all, _ := r.at(a, "backups", "backup").([]any)
		for _, b := range all {
			made, _ := time.Parse(time.DateTime, b.(map[string]any)["date"].(string))
			if made.Before(since) {
				t.Errorf("%d was made %s, its backup %s", id, since, made)
			}
		}
	}
	if backups < 10 {
		t.Errorf("%d backups", backups)
	}
}
