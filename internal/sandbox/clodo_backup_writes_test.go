package sandbox_test

import (
	"fmt"
	"testing"

	"pinfold/internal/sandbox"
)

// files lists the numbers of a server's copies with what is told of them.
func (r *rig) files(id string, told ...string) string {
	r.t.Helper()
	all, ok := r.at(r.call("GET", "/servers/"+id+"/backup/getlist", ""), "backups", "backup").([]any)
	if !ok {
		all = []any{r.at(r.call("GET", "/servers/"+id+"/backup/getlist", ""), "backups", "backup")}
	}
	text := ""
	for _, one := range all {
		b := one.(map[string]any)
		text += fmt.Sprint(b["file"])
		for _, name := range told {
			text += fmt.Sprint(" ", b[name])
		}
		text += ";"
	}
	return text
}

// request is how far a request is, from CLO-42.
func (r *rig) request(number any) any {
	r.t.Helper()
	return r.at(r.call("GET", fmt.Sprint("/requests/", number), ""), "request", "req_complete")
}

func TestClodoMakesAndDeletesBackups(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.call("POST", "/servers/60/backup/create", "")
	r.want(a, 200, `{"backup_create":{"req":3120122}}`)
	r.equal(r.status("60"), "is_request")
	r.equal(r.request(3120122), "0")
	r.equal(r.files("60"), "2;3;")
	r.want(r.call("POST", "/servers/60/backup/create", `{}`), 400, "уже выполняется")
	r.clock.Advance(pace)
	r.equal(r.status("60"), "is_running")
	r.equal(r.request(3120122), "1")
	r.equal(r.files("60", "size", "price"), "2 5 0.05;3 5 0.05;4 5 0.05;")

	r.want(r.call("GET", "/servers/60/backup/create", `{"file":"2"}`), 200, "req")
	r.clock.Advance(pace)
	r.equal(r.files("60", "date", "days")[:35], "2 2026-03-04 15:00:00 1,2,3,4,5,6,7")

	r.want(r.call("POST", "/servers/60/backup/delete", `{"file":3}`), 200, `{"backup_delete":{"req":3120124}}`)
	r.equal(r.files("60"), "2;3;4;")
	r.clock.Advance(pace)
	r.equal(r.files("60"), "2;4;")
	r.want(r.call("POST", "/servers/60/backup/delete", `{"file":3}`), 400, "Резервная копия не найдена")
	e := r.box.Ledger()
	r.equal(len(e), 3)
	r.equal(e[1].Op+e[1].Target+e[1].Details["file"]+e[2].Op+e[2].Details["file"], "CLO-14602CLO-153")
}

func TestClodoRestores(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.mutate(sandbox.MutateStop, "60", "")
	r.want(r.call("POST", "/servers/60/backup/restore", `{"file":"2"}`), 200, `{"backup_restore":{"req":3120122}}`)
	for _, percent := range []float64{0, 25, 50, 75, 100} {
		a := r.call("GET", "/servers/60/backup/getstate", `{"req":"3120122"}`)
		r.equal(r.at(a, "restore_state", "progress"), percent)
		r.equal(r.request(3120122) == "1", percent == 100)
		r.clock.Advance(pace)
	}
	r.equal(r.status("60"), "is_disabled")
	r.want(r.call("GET", "/servers/186/backup/getstate", `{"req":"3120122"}`), 400, "Запрос не найден")
}

func TestClodoSaysMoreOfBackups(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/servers/60/backup/setcal", `{"file":"2","backups_days":"1,3,5,7","backups_time":"03:30"}`), 204, "")
	r.want(r.call("POST", "/servers/60/backup/setdesc", `{"file":"2","desc":"Описание"}`), 204, "")
	r.equal(r.files("60", "days", "time", "desc"), "2 1,3,5,7 03:30 Описание;3  00:00 ;")
	r.want(r.call("POST", "/servers/60/backup/setcal", `{"file":"2","backups_days":"","backups_time":"00:00"}`), 204, "")
	r.equal(len(r.box.Ledger()), 3)
}

func TestClodoBackupRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, body string
		status     int
		details    string
	}{
		{"/servers/9/backup/create", ``, 404, "VPS не найдена"},
		{"/servers/9/backup/setdesc", `{"file":"2","desc":""}`, 404, "VPS не найдена"},
		{"/servers/60/backup/create", `{"file":"9"}`, 400, "Резервная копия не найдена"},
		{"/servers/60/backup/create", `{"backup":{"file":"2"}}`, 400, "Неизвестный параметр backup"},
		{"/servers/60/backup/create", `{`, 400, "Ошибка разбора"},
		{"/servers/60/backup/restore", ``, 400, "Не указан параметр file"},
		{"/servers/186/backup/restore", `{"file":"3"}`, 400, "Резервная копия не найдена"},
		{"/servers/60/backup/setcal", `{"file":"2","backups_days":"8","backups_time":"03:30"}`, 400, "backups_days"},
		{"/servers/60/backup/setcal", `{"file":"2","backups_days":"1","backups_time":"24:00"}`, 400, "backups_time"},
		{"/servers/60/backup/setcal", `{"file":"2","backups_time":"04:00"}`, 400, "Не указан параметр backups_days"},
		{"/servers/60/backup/setdesc", `{"file":"7","desc":"x"}`, 400, "Резервная копия не найдена"},
	} {
		t.Run(c.path+c.body, func(t *testing.T) { r.want(r.call("POST", c.path, c.body), c.status, c.details) })
	}
	r.equal(len(r.box.Ledger()), 0)
}
