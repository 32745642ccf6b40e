package cloudatcost

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// taker answers CAC-03 and keeps what was sent.
type taker struct {
	client  *Client
	request *http.Request
	body    string
}

func newTaker(t *testing.T, style string, status int, body string) *taker {
	t.Helper()
	k := &taker{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		k.request, k.body = r, string(sent)
		answer(status, body)(w, r)
	}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	_, writes := wire.Transports([]string{address.Host})
	client, err := open(form.Values{fieldLogin: login, fieldStyle: style, fieldEndpoint: server.URL},
		form.Values{fieldKey: key}, providers.Kit{Writes: writes})
	if err != nil {
		t.Fatal(err)
	}
	k.client = client.(*Client)
	return k
}

func intended(ctx context.Context) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "power", Op: "CAC-03"})
}

func TestPowerIsSentAsDocumented(t *testing.T) {
	for style, path := range map[string]string{styleV1: "/API/v1/poweropp", stylePHP: "/api/v1/powerop.php"} {
		k := newTaker(t, style, 200, `{"status":"ok","taskid":7}`)
		if err := k.client.Reboot(intended(t.Context()), providers.Ref{ID: "240294"}); err != nil {
			t.Fatal(err)
		}
		want := url.Values{"key": {key}, "login": {login}, "sid": {"240294"}, "action": {"reset"}}.Encode()
		if k.request.Method != http.MethodPost || k.request.URL.Path != path || k.body != want {
			t.Errorf("%s %s %s", k.request.Method, k.request.URL, k.body)
		}
		silent(t, "the address", k.request.URL.String())
	}
}

func TestTaskOfAnAnswer(t *testing.T) {
	for body, want := range map[string]string{
		`{"status":"ok","time":1,"id":"90000","taskid":1013022}`: "1013022",
		`{"status":"ok","data":{"taskid":"8123456789012"}}`:      "8123456789012",
		`{"status":"ok","data":[]}`:                              "",
		`{"status":"ok","taskid":0}`:                             "",
		`{"status":"ok"}`:                                        "",
	} {
		k := newTaker(t, styleV1, 200, body)
		ctx, receipt := providers.WithReceipt(intended(t.Context()))
		if err := k.client.Start(ctx, providers.Ref{ID: "1"}); err != nil || receipt.Task != want {
			t.Errorf("%s: task %q, %v", body, receipt.Task, err)
		}
		if err := k.client.Start(intended(t.Context()), providers.Ref{ID: "1"}); err != nil {
			t.Errorf("without a receipt: %v", err)
		}
	}
}

// TestPowerAnswersThatAreNoYes: a documented refusal settles it, also the 503
// with its envelope; everything else is not known.
func TestPowerAnswersThatAreNoYes(t *testing.T) {
	const envelope = `{"status":"error","time":1,"id":"90000"}`
	for _, test := range []struct {
		status   int
		body     string
		kind     providers.ErrorKind
		sentence string
	}{
		{412, envelope, providers.ErrConflict, "the request failed"},
		{412, `{"status":"error","error":105,"error_description":"task"}`, providers.ErrConflict, "still busy with another task"},
		{412, `{"status":"error","error":109}`, providers.ErrNotFound, "does not have this server"},
		{200, `{"status":"error","error":107}`, providers.ErrPermission, "may not do that"},
		{503, envelope, providers.ErrLimit, "too many calls"},
		{503, ``, providers.ErrUnknown, "Not known whether"},
		{503, `<html>`, providers.ErrUnknown, "Not known whether"},
		{500, envelope, providers.ErrUnknown, "Not known whether"},
		{200, ``, providers.ErrUnknown, "Not known whether"},
		{200, `<html>`, providers.ErrUnknown, "Not known whether"},
		{200, `{}`, providers.ErrUnknown, "Not known whether"},
	} {
		k := newTaker(t, stylePHP, test.status, test.body)
		err := k.client.Stop(intended(t.Context()), providers.Ref{ID: "1"})
		if providers.KindOf(err) != test.kind || !strings.Contains(providers.Sentence(err), test.sentence) {
			t.Errorf("%d %s: %v", test.status, test.body, err)
		}
		if refused := providers.Refused(err); refused != (test.kind != providers.ErrUnknown) {
			t.Errorf("%d %s: refused is %v", test.status, test.body, refused)
		}
	}
}

func TestRebootsAreNewResets(t *testing.T) {
	f := newFake(t, styleV1)
	tasks := func(list string) {
		f.answers["/API/v1/listtasks"] = answer(200, `{"status":"ok","data":[`+list+`]}`)
	}
	const (
		old     = `{"idf":"99","serverid":"1","action":"reset","status":"pending","starttime":"02/27/2015 20:20:19"}`
		start   = `{"idf":100,"serverid":1,"action":"poweron","status":"completed"}`
		reset   = `{"idf":"101","serverid":"1","action":"Reset","status":"pending","starttime":"03/04/2026 12:04:00"}`
		another = `{"idf":"102","serverid":"2","action":"reset","status":"pending"}`
	)
	ref := providers.Ref{ID: "1"}
	tasks(old)
	mark, err := f.client.RebootMark(t.Context(), ref)
	if err != nil || mark != `["99"]` {
		t.Fatalf("mark %s, %v", mark, err)
	}
	for list, want := range map[string]int{old: 0, "": 0, start + "," + old: 0, another + "," + old: 0, reset + "," + old: 1} {
		tasks(list)
		if n, err := f.client.RebootsSince(t.Context(), ref, mark); n != want || err != nil {
			t.Errorf("%s: %d reboots, %v", list, n, err)
		}
	}
	tasks(old + "," + start + "," + reset + "," + another)
	all, err := f.client.Tasks(t.Context(), ref)
	if err != nil || len(all) != 3 || all[0].ID != "101" || !all[0].Pending || all[1].Pending || all[2].ID != "99" {
		t.Errorf("%+v, %v", all, err)
	}
	if got := all[0].Since.Format("2006-01-02 15:04"); got != "2026-03-04 12:04" || all[0].Word != "pending" {
		t.Errorf("since %s, %s", got, all[0].Word)
	}
	if _, err := f.client.RebootsSince(t.Context(), ref, "yesterday"); providers.KindOf(err) != providers.ErrInternal {
		t.Errorf("an unreadable mark: %v", err)
	}
	f.answers["/API/v1/listtasks"] = answer(500, "")
	if mark, err := f.client.RebootMark(t.Context(), ref); err == nil {
		t.Errorf("mark %s of a list that cannot be read", mark)
	}
}
