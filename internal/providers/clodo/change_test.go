package clodo

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func changing(ctx context.Context, op providers.OpID) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "change", Op: op})
}

// TestChangesThatAreSent covers CLO-07 and CLO-09: method, path and body.
func TestChangesThatAreSent(t *testing.T) {
	ref := providers.Ref{ID: "60"}
	was := providers.ServerFacts{MemoryMB: 512, MemoryMaxMB: 1024, DiskGB: 5}
	resize := func(in form.Values) func(*Client, context.Context) error {
		return func(c *Client, ctx context.Context) error { return c.Resize(ctx, ref, was, in) }
	}
	tune := func(setting providers.Setting, in form.Values) func(*Client, context.Context) error {
		return func(c *Client, ctx context.Context) error { return c.Tune(ctx, ref, setting, in) }
	}
	for _, test := range []struct {
		name, want string
		call       func(*Client, context.Context) error
	}{
		{"what differs", `PUT {"vps_memory":1024,"vps_hdd":9}`, resize(form.Values{"memory_mb": "1024", "memory_max_mb": "1024", "disk_gb": "9"})},
		{"support alone", `PUT {"vps_admin":3}`, resize(form.Values{"memory_mb": "512", "disk_gb": "5", "support": "3"})},
		{"nothing", ``, resize(form.Values{"memory_mb": "512", "disk_gb": "5"})},
		{"scaling", `PUT {"vps_daylimit":100,"vps_meminterval":30}`,
			tune(providers.SettingScaling, form.Values{"vps_daylimit": "100", "vps_meminterval": "30", "vps_memblocksize": ""})},
		{"swap", `PUT {"vps_swapsize":128}`, tune(providers.SettingSwap, form.Values{"vps_swapsize": "128"})},
		{"shaper", `PUT {"vps_hddshaper":"0"}`, tune(providers.SettingShaper, form.Values{"vps_hddshaper": "0"})},
		{"period of months", `PUT {"vps_pay_period":"m","vps_abonement":"6"}`,
			tune(providers.SettingPeriod, form.Values{"vps_pay_period": "m", "vps_abonement": "6"})},
		{"period of hours", `PUT {"vps_pay_period":"h","vps_abonement":1}`, tune(providers.SettingPeriod, form.Values{"vps_pay_period": "h"})},
		{"renewal", `PUT {"vps_abonement_disabled":"1"}`, tune(providers.SettingRenewal, form.Values{"vps_abonement_disabled": "1"})},
		{"shift to now", `PUT {"newconfig_date":0}`, tune(providers.SettingShift, form.Values{"newconfig_date": "0"})},
		{"cancel", `PUT {"modify_type":"params"}`, tune(providers.SettingCancel, form.Values{"modify_type": "params"})},
		{"traffic", `PUT {"vps_traff":50}`, func(c *Client, ctx context.Context) error { return c.BuyTraffic(ctx, ref, 50) }},
		{"to a virtual server", `GET {"pay_type":"3m"}`, func(c *Client, ctx context.Context) error {
			return c.ChangeType(ctx, ref, form.Values{"type": typeVirtual, "pay_type": "3m"})
		}},
		{"to a scale server", `GET null`, func(c *Client, ctx context.Context) error {
			return c.ChangeType(ctx, ref, form.Values{"type": typeScale})
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, got, n := newFake(t), "", 0
			op := providers.OpID("CLO-07")
			receive := func(w http.ResponseWriter, r *http.Request) {
				got, n = r.Method+" "+f.bodies[len(f.bodies)-1], n+1
				w.WriteHeader(http.StatusNoContent)
			}
			if strings.HasPrefix(test.want, "GET") {
				op = "CLO-09"
			}
			f.on("PUT /servers/60", receive)
			f.on("GET /servers/60/change_type/", receive)
			if err := test.call(f.client, changing(t.Context(), op)); err != nil {
				t.Fatal(err)
			}
			if !sameCall(t, got, test.want) || n > 1 {
				t.Errorf("sent %s, %d times", got, n)
			}
		})
	}
}

// sameCall compares a call with "METHOD {parameters}".
func sameCall(t *testing.T, got, want string) bool {
	t.Helper()
	method, body, _ := strings.Cut(got, " ")
	wantMethod, parameters, _ := strings.Cut(want, " ")
	if parameters == "" || parameters == "null" {
		return method == wantMethod && body == ""
	}
	var sent, wanted map[string]any
	if json.Unmarshal([]byte(body), &sent) != nil || json.Unmarshal([]byte(`{"server":`+parameters+`}`), &wanted) != nil {
		return false
	}
	return method == wantMethod && reflect.DeepEqual(sent, wanted)
}

// TestChangesNeedAnIntent: the GET of CLO-09 is a write like any other.
func TestChangesNeedAnIntent(t *testing.T) {
	f := newFake(t)
	if err := f.client.ChangeType(t.Context(), providers.Ref{ID: "60"}, nil); providers.KindOf(err) != providers.ErrInternal {
		t.Errorf("err %v", err)
	}
}

func TestRefusedChanges(t *testing.T) {
	for _, test := range []struct {
		status   int
		details  string
		kind     providers.ErrorKind
		sentence string
	}{
		{400, "Недопустимое значение параметра vps_hdd", providers.ErrInvalid, "Clodo refused"},
		{400, "На VPS уже выполняется другая операция", providers.ErrConflict, "Clodo is still at work on the server."},
		{400, "VPS не найдена", providers.ErrNotFound, "Clodo does not have this server."},
		{405, "Функция временно недоступна", providers.ErrInvalid, "Clodo does not offer this at the moment."},
		{500, "Внутренняя ошибка выполнения запроса", providers.ErrUnknown, ""},
	} {
		f := newFake(t)
		refuse := answer(test.status, `{"Refused":{"code":400,"message":"x","details":"`+test.details+`"}}`)
		f.on("PUT /servers/60", refuse)
		f.on("GET /servers/60/change_type/", refuse)
		for op, err := range map[providers.OpID]error{
			"CLO-07": f.client.BuyTraffic(changing(t.Context(), "CLO-07"), providers.Ref{ID: "60"}, 1),
			"CLO-09": f.client.ChangeType(changing(t.Context(), "CLO-09"), providers.Ref{ID: "60"}, nil),
		} {
			if providers.KindOf(err) != test.kind || !strings.Contains(providers.Sentence(err), test.sentence) {
				t.Errorf("%s, %d %s: %v, %s", op, test.status, test.details, providers.KindOf(err), providers.Sentence(err))
			}
		}
	}
}

func TestTrafficIsRead(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/60", answer(200, `{"server":{"id":60,"vps_traf":"200","vps_traff_used":"12.5","vps_traff_free":10,"vps_traff_used_free":""}}`))
	o, err := f.client.Server(t.Context(), providers.Ref{ID: "60"})
	if err != nil {
		t.Fatal(err)
	}
	facts, gauges := o.Facts.(providers.ServerFacts), o.Gauges.(providers.ServerGauges)
	if facts.TrafficGB != 200 || facts.TrafficFreeGB != 10 || gauges.TrafficLeftGB == nil || *gauges.TrafficLeftGB != 12.5 || gauges.TrafficFreeLeftGB != nil {
		t.Errorf("%+v %+v", facts, gauges)
	}
}

func TestFormsOfChanges(t *testing.T) {
	c := &Client{}
	scale := providers.Observation{Facts: providers.ServerFacts{Type: typeScale, MemoryMB: 512, MemoryMaxMB: 1024, DiskGB: 5}}
	virtual := providers.Observation{Facts: providers.ServerFacts{Type: typeVirtual, MemoryMB: 512, DiskGB: 5}}
	for _, test := range []struct {
		name  string
		form  form.Form
		in    form.Values
		field string
		want  string
	}{
		{"bounds crossed", c.ResizeForm(nil, scale), form.Values{"memory_mb": "2048", "memory_max_mb": "1024", "disk_gb": "5"}, "memory_max_mb", "No less than the lower bound, 2048 MB."},
		{"no memory", c.ResizeForm(nil, virtual), form.Values{"memory_mb": "0", "disk_gb": "5"}, "memory_mb", "A whole number, 1 or more."},
		{"all is well", c.ResizeForm(nil, virtual), form.Values{"memory_mb": "64", "disk_gb": "5"}, "memory_mb", ""},
		{"no scaling", c.TuneForm(providers.SettingScaling), form.Values{}, "", "Nothing would change. Enter at least one value."},
		{"step", c.TuneForm(providers.SettingScaling), form.Values{"vps_memblocksize": "2049"}, "vps_memblocksize", "1 to 2048."},
		{"free", c.TuneForm(providers.SettingScaling), form.Values{"vps_minfreebytes": "1025"}, "vps_minfreebytes", "1 to 1024."},
		{"swap", c.TuneForm(providers.SettingSwap), form.Values{"vps_swapsize": "127"}, "vps_swapsize", "128 to 6144."},
		{"days", c.TuneForm(providers.SettingShift), form.Values{"newconfig_date": "24"}, "newconfig_date", "0 to 23."},
		{"months", c.TuneForm(providers.SettingPeriod), form.Values{"vps_pay_period": "m", "vps_abonement": "2"}, "vps_abonement", "This choice is not offered any more. Choose again."},
		{"hours have none", c.TuneForm(providers.SettingPeriod), form.Values{"vps_pay_period": "h"}, "vps_abonement", ""},
		{"to virtual", c.TypeForm(scale), form.Values{}, "pay_type", "Choose one."},
		{"to scale", c.TypeForm(virtual), form.Values{}, "pay_type", ""},
	} {
		if got := test.form.Validate(test.in)[test.field]; got != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}
