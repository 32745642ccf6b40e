package clodo

import (
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

// backupCalls are the calls about backups, with the body that each sends.
var backupCalls = []struct {
	op           providers.OpID
	path, answer string
	want, body   string
	send         func(c *Client, t *testing.T) (string, error)
}{
	{"CLO-14", "POST /servers/60/backup/create", `{"backup_create":{"req":3120121}}`, "3120121", `{}`,
		func(c *Client, t *testing.T) (string, error) {
			return c.MakeBackup(intent(t.Context(), "CLO-14"), providers.Ref{ID: "60"}, providers.BackupOrder{})
		}},
	{"CLO-14", "POST /servers/60/backup/create", `{"req":"3120121"}`, "3120121", `{"file":"2"}`,
		func(c *Client, t *testing.T) (string, error) {
			return c.OverwriteBackup(intent(t.Context(), "CLO-14"), providers.Ref{ID: "60"}, providers.Ref{ID: "60/2"})
		}},
	{"CLO-15", "POST /servers/60/backup/delete", `{"backup_delete":{"req":3120121}}`, "3120121", `{"file":"2"}`,
		func(c *Client, t *testing.T) (string, error) {
			return c.DeleteBackup(intent(t.Context(), "CLO-15"), providers.Ref{ID: "60"}, providers.Ref{ID: "60/2"})
		}},
	{"CLO-16", "POST /servers/60/backup/restore", `{"backup_restore":{"req":3120121}}`, "3120121", `{"file":"2"}`,
		func(c *Client, t *testing.T) (string, error) {
			return c.RestoreBackup(intent(t.Context(), "CLO-16"), providers.Ref{ID: "60"}, providers.Ref{ID: "60/2"})
		}},
	{"CLO-18", "POST /servers/60/backup/setcal", ``, "", `{"backups_days":"1,3,5,7","backups_time":"03:30","file":"2"}`,
		func(c *Client, t *testing.T) (string, error) {
			return "", c.ScheduleBackup(intent(t.Context(), "CLO-18"), providers.Ref{ID: "60"}, providers.Ref{ID: "60/2"}, []int{7, 1, 5, 3}, "03:30")
		}},
	{"CLO-19", "POST /servers/60/backup/setdesc", ``, "", `{"desc":"Описание","file":"2"}`,
		func(c *Client, t *testing.T) (string, error) {
			return "", c.DescribeBackup(intent(t.Context(), "CLO-19"), providers.Ref{ID: "60"}, providers.Ref{ID: "60/2"}, "Описание")
		}},
}

func TestBackupCalls(t *testing.T) {
	for _, c := range backupCalls {
		t.Run(string(c.op)+" "+c.body, func(t *testing.T) {
			f := newFake(t)
			status := http.StatusOK
			if c.answer == "" {
				status = http.StatusNoContent
			}
			f.on(c.path, answer(status, c.answer))
			got, err := c.send(f.client, t)
			if err != nil || got != c.want || f.bodies[len(f.bodies)-1] != c.body {
				t.Errorf("request %q, %v, sent %s", got, err, f.bodies[len(f.bodies)-1])
			}
			f.on(c.path, answer(400, `{"BadRequest":{"code":400,"message":"Bad Request","details":"Резервная копия не найдена"}}`))
			if _, err = c.send(f.client, t); providers.KindOf(err) != providers.ErrNotFound {
				t.Errorf("without the copy: %v", err)
			}
			f.on(c.path, answer(400, `{"code":400,"message":"Bad Request","details":"На VPS уже выполняется другая операция"}`))
			if _, err = c.send(f.client, t); providers.KindOf(err) != providers.ErrConflict || !strings.Contains(providers.Said(err), "уже выполняется") {
				t.Errorf("while busy: %v", err)
			}
			f.on(c.path, answer(200, `<html>`))
			if _, err = c.send(f.client, t); providers.KindOf(err) != providers.ErrUnknown {
				t.Errorf("a page: %v", err)
			}
		})
	}
}

// A number is needed to follow the work: without it nobody knows.
func TestWorkWithoutANumber(t *testing.T) {
	f := newFake(t)
	f.on("POST /servers/60/backup/create", answer(200, `{"backup_create":{}}`))
	_, err := f.client.MakeBackup(intent(t.Context(), "CLO-14"), providers.Ref{ID: "60"}, providers.BackupOrder{})
	if providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("err %v", err)
	}
}

func TestBackupOfAnotherServer(t *testing.T) {
	f := newFake(t)
	for _, id := range []string{"61/2", "2", "60/", "60/2/3", "60/../x"} {
		_, err := f.client.RestoreBackup(intent(t.Context(), "CLO-16"), providers.Ref{ID: "60"}, providers.Ref{ID: id})
		if providers.KindOf(err) != providers.ErrInvalid || f.loginCount() != 0 {
			t.Errorf("%s: %v, %d logins", id, err, f.loginCount())
		}
	}
}

func TestRestorePercent(t *testing.T) {
	for body, want := range map[string]int{
		`{"restore_state":{"progress":54}}`: 54, `{"progress":"99.5"}`: 99, `{"restore_state":{"progress":"250"}}`: 100, `{"progress":-1}`: 0,
	} {
		f := newFake(t)
		f.on("GET /servers/60/backup/getstate", answer(200, body))
		got, err := f.client.RestorePercent(t.Context(), providers.Ref{ID: "60"}, "3120121")
		if err != nil || got != want || f.bodies[len(f.bodies)-1] != `{"req":"3120121"}` {
			t.Errorf("%s: %d, %v, sent %v", body, got, err, f.bodies)
		}
	}
	f := newFake(t)
	f.on("GET /servers/60/backup/getstate", answer(200, `{"restore_state":{}}`))
	if _, err := f.client.RestorePercent(t.Context(), providers.Ref{ID: "60"}, "1"); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("without a percent: %v", err)
	}
}
