package clodo

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/providers"
)

func TestSampleOfUsage(t *testing.T) {
	f := newFake(t)
	f.on("POST /stats/186", sample(t, "clo-11.json"))
	got, err := f.client.Usage(t.Context(), providers.Ref{ID: "186"}, dayBegins, dayEnds)
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	if want := strings.TrimSpace(file(t, "clo-11-request.json")); f.bodies[0] != want {
		t.Errorf("sent %s, want %s", f.bodies[0], want)
	}
	used := func(kb float64) *float64 { return percent(kb / 1024) }
	same(t, "first", got[0], providers.Sample{
		At: time.Unix(1301917560, 0).In(moscow), CPUPercent: percent(0.25), MemoryUsedMB: used(146936), MemoryMB: percent(512),
		NetInKB: percent(548), NetOutKB: percent(177), DiskReads: percent(0), DiskWrites: percent(75),
	})
	same(t, "second", got[1], providers.Sample{
		At: time.Unix(1301917620, 0).In(moscow), CPUPercent: percent(2.29), MemoryUsedMB: used(143280), MemoryMB: percent(512),
		NetInKB: percent(1), NetOutKB: percent(1), DiskReads: percent(0), DiskWrites: percent(33),
	})
}

func TestShapesOfUsage(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		want   []int64
		kind   providers.ErrorKind
	}{
		{"one row as an object", answer(200, `{"stats":{"row":{"statdate":100,"cpu_perc":1}}}`), []int64{100}, ""},
		{"bare rows", answer(200, `{"stats":[{"statdate":"100"}]}`), []int64{100}, ""},
		{"out of order, twice, without time", answer(200, `{"stats":{"row":[{"statdate":200},{"statdate":100},{"statdate":"200"},{"cpu_perc":1}]}}`), []int64{100, 200}, ""},
		{"no records", answer(404, `{"NotFound":{"code":404,"details":"Записей не найдено"}}`), nil, ""},
		{"no records, bare", answer(404, ""), nil, ""},
		{"nothing", answer(204, ""), nil, ""},
		{"no such server", answer(404, file(t, "error-flat.json")), nil, providers.ErrNotFound},
		{"no such call", answer(404, `{"NotFound":{"code":404,"details":"Модуль не найден"}}`), nil, providers.ErrInvalid},
		{"a page", answer(200, "<html>"), nil, providers.ErrUnexpected},
		{"too many", answer(429, ""), nil, providers.ErrLimit},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("POST /stats/186", tt.answer)
			got, err := f.client.Usage(t.Context(), providers.Ref{ID: "186"}, dayBegins, dayEnds)
			if providers.KindOf(err) != tt.kind || len(got) != len(tt.want) {
				t.Fatalf("%+v, %v", got, err)
			}
			for i, at := range tt.want {
				if got[i].At.Unix() != at {
					t.Errorf("%d is of %s", i, got[i].At)
				}
			}
			if len(f.bodies) != 1 {
				t.Errorf("sent %d times", len(f.bodies))
			}
		})
	}
}

func TestUsageOfNoPeriodAsksNothing(t *testing.T) {
	f := newFake(t)
	got, err := f.client.Usage(t.Context(), providers.Ref{ID: "186"}, dayEnds, dayBegins)
	if err != nil || got != nil || f.loginCount() != 0 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestSampleOfARequest(t *testing.T) {
	f := newFake(t)
	f.on("GET /requests/3120121", sample(t, "clo-42.json"))
	got, err := f.client.Request(t.Context(), providers.Ref{ID: "3120121"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "request", got, providers.Request{Done: true, BeganAt: at(t, "2011-03-11 11:36:56"), DoneAt: at(t, "2011-03-11 11:48:31")})
}

func TestShapesOfARequest(t *testing.T) {
	tests := []struct {
		name   string
		answer http.HandlerFunc
		want   providers.Request
		kind   providers.ErrorKind
	}{
		{"under way", answer(200, `{"request":{"vps_num":60,"req_complete":"","req_complete_date":null,"req_inwork":"2024-03-01 12:00:00"}}`),
			providers.Request{Server: "60", BeganAt: at(t, "2024-03-01 09:00:00")}, ""},
		{"flat", answer(200, `{"vps_num":"60","req_complete":true}`), providers.Request{Server: "60", Done: true}, ""},
		{"none", answer(404, `{"NotFound":{"code":404,"details":"Запрос не найден"}}`), providers.Request{}, providers.ErrNotFound},
		{"something else", answer(200, `{"request":{"id":1}}`), providers.Request{}, providers.ErrUnexpected},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("GET /requests/7", tt.answer)
			got, err := f.client.Request(t.Context(), providers.Ref{ID: "7"})
			if providers.KindOf(err) != tt.kind {
				t.Fatal(err)
			}
			same(t, "request", got, tt.want)
		})
	}
}
