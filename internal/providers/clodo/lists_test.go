package clodo

import (
	"net/http"
	"testing"

	"pinfold/internal/providers"
)

func TestShapesOfAList(t *testing.T) {
	const missing = `{"NotFound":{"code":404,"message":"Not Found","details":"Серверы не найдены"}}`
	tests := []struct {
		name     string
		answer   http.HandlerFunc
		items    int
		complete bool
		kind     providers.ErrorKind
	}{
		{"array", answer(200, `{"servers":[{"id":1},{"id":"2"}]}`), 2, true, ""},
		{"bare array", answer(200, `[{"id":1}]`), 1, true, ""},
		{"bare object", answer(200, `{"servers":{"id":1,"name":"x"}}`), 1, true, ""},
		{"under another name", answer(200, `{"servers":{"server":[{"id":1},{"id":2}]}}`), 2, true, ""},
		{"one under another name", answer(200, `{"servers":{"server":{"id":1}}}`), 1, true, ""},
		{"keyed by id", answer(200, `{"servers":{"1":{"id":1},"2":{"id":2}}}`), 2, true, ""},
		{"null", answer(200, `{"servers":null}`), 0, true, ""},
		{"none, 404", answer(404, missing), 0, true, ""},
		{"none, bare 404", answer(404, ""), 0, true, ""},
		{"none, 204", answer(204, ""), 0, true, ""},
		{"one without id", answer(200, `{"servers":[{"id":1},{"name":"x"}]}`), 1, false, ""},
		{"no such call", sample(t, "error-wrapped.json"), 0, false, providers.ErrUnexpected},
		{"no such call, 404", answer(404, `{"NotFound":{"code":404,"details":"Модуль не найден"}}`), 0, false, providers.ErrInvalid},
		{"a page, 404", answer(404, "<html>not here"), 0, false, providers.ErrUnexpected},
		{"something else", answer(200, `{"maintenance":true}`), 0, false, providers.ErrUnexpected},
		{"empty object", answer(200, `{}`), 0, false, providers.ErrUnexpected},
		{"false", answer(200, `{"servers":false}`), 0, false, providers.ErrUnexpected},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("GET /servers/detail", tt.answer)
			got, err := f.client.listServers(t.Context())
			if providers.KindOf(err) != tt.kind {
				t.Fatalf("err %v", err)
			}
			if len(got.Items) != tt.items || got.Complete != tt.complete {
				t.Errorf("%d items, complete is %v", len(got.Items), got.Complete)
			}
		})
	}
}

func TestStates(t *testing.T) {
	for word, want := range map[string]providers.State{
		"is_running":   providers.Running,
		"is_disabled":  providers.Stopped,
		"is_request":   providers.Working,
		"is_install":   providers.Working,
		"is_error":     providers.Failed,
		"is_suspended": providers.Suspended,
		"is_dancing":   providers.Unknown,
		"":             providers.Unknown,
	} {
		f := newFake(t)
		f.on("GET /servers/7", answer(200, `{"server":{"id":7,"status":"`+word+`","addresses":{"public":null}}}`))
		got, err := f.client.Server(t.Context(), providers.Ref{ID: "7"})
		if err != nil || got.State != want || got.StateWord != word {
			t.Errorf("%q: %s, %q, %v", word, got.State, got.StateWord, err)
		}
	}
}

func TestImagesWithAttributes(t *testing.T) {
	f := newFake(t)
	f.on("GET /images/detail", answer(200, `{"images":[
		{"os_type":"debian","os_bits":"64","os_hvm":"0","_attr":{"id":"1","name":"Debian","vps_type":"VirtualServer","status":"ACTIVE"}},
		{"@attributes":{"id":2,"name":"Old","status":"DELETED"}}]}`))
	got, err := f.client.listImages(t.Context())
	if err != nil || len(got.Items) != 2 || !got.Complete {
		t.Fatalf("%+v, %v", got, err)
	}
	facts := providers.ImageFacts{ServerType: "VirtualServer", System: "debian", Bits: 64}
	if o := got.Items[0]; o.ID != "1" || o.Name != "Debian" || o.State != providers.Available || o.Facts != facts {
		t.Errorf("%+v", o)
	}
	if o := got.Items[1]; o.ID != "2" || o.State != providers.Unknown || o.StateWord != "DELETED" {
		t.Errorf("%+v", o)
	}
}

func TestAddressesInEveryShape(t *testing.T) {
	for text, want := range map[string][]providers.Address{
		`{"public":[{"addr":"1.2.3.4","primary_ip":"1"},{"addr":"1.2.3.5"}]}`: {{IP: "1.2.3.4", Primary: true}, {IP: "1.2.3.5"}},
		`{"public":{"ip":"1.2.3.4","is_primary":true}}`:                       {{IP: "1.2.3.4", Primary: true}},
		`{"public":{"ip":[{"_attr":{"addr":"1.2.3.4"}}]}}`:                    {{IP: "1.2.3.4"}},
		`{"public":["1.2.3.4"],"private":["10.0.0.1"]}`:                       {{IP: "1.2.3.4"}, {IP: "10.0.0.1", Private: true}},
		`{"public":null}`: nil,
		`null`:            nil,
		`[]`:              nil,
		`""`:              nil,
	} {
		f := newFake(t)
		f.on("GET /servers/7", answer(200, `{"server":{"id":7,"addresses":`+text+`}}`))
		got, err := f.client.Server(t.Context(), providers.Ref{ID: "7"})
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		have := got.Facts.(providers.ServerFacts).Addresses
		if len(have) != len(want) {
			t.Errorf("%s: %+v", text, have)
			continue
		}
		for i := range want {
			if have[i] != want[i] {
				t.Errorf("%s: %+v", text, have)
			}
		}
	}
}
