package cloudatcost

import (
	"net/http"
	"testing"

	"pinfold/internal/providers"
)

func TestShapesOfAList(t *testing.T) {
	tests := []struct {
		name     string
		answer   http.HandlerFunc
		items    int
		complete bool
		kind     providers.ErrorKind
	}{
		{"none", sample(t, "ok.json"), 0, true, ""},
		{"array", answer(200, `{"status":"ok","data":[{"sid":1},{"sid":"2"}]}`), 2, true, ""},
		{"bare object", answer(200, `{"status":"ok","data":{"sid":1,"label":"x"}}`), 1, true, ""},
		{"keyed", answer(200, `{"status":"OK","data":{"0":{"sid":1},"1":{"sid":2}}}`), 2, true, ""},
		{"null", answer(200, `{"status":"ok","data":null}`), 0, true, ""},
		{"id is no handle", answer(200, `{"status":"ok","data":[{"id":"7"},{"sid":"1"}]}`), 1, false, ""},
		{"twice", answer(200, `{"status":"ok","data":[{"sid":"1"},{"sid":"1"}]}`), 1, false, ""},
		{"no data", answer(200, `{"status":"ok","time":1}`), 0, false, providers.ErrUnexpected},
		{"no status", answer(200, `{"data":[]}`), 0, false, providers.ErrUnexpected},
		{"array alone", answer(200, `[]`), 0, false, providers.ErrUnexpected},
		{"false", answer(200, `{"status":"ok","data":false}`), 0, false, providers.ErrUnexpected},
		{"database error", answer(200, "Could not connect: Too many connections"), 0, false, providers.ErrUnexpected},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t, styleV1)
			f.answers["/API/v1/listservers"] = tt.answer
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

func TestLaterVersion(t *testing.T) {
	f := newFake(t, stylePHP)
	f.answers["/api/v1/listservers.php"] = answer(200, `{"status":"ok","data":[{"sid":7,"lable":"web","panel_note":null,"ram":1024,"ramusage":null}]}`)
	f.answers["/api/v1/listtemplates.php"] = answer(200, `{"status":"ok","data":[{"ce_id":"3","name":"Debian-8-64bit"}]}`)
	servers, err := f.client.listServers(t.Context())
	if err != nil || len(servers.Items) != 1 || servers.Items[0].Name != "web" || servers.Items[0].Gauges != (providers.ServerGauges{}) {
		t.Errorf("%+v, %v", servers, err)
	}
	templates, err := f.client.listTemplates(t.Context())
	if err != nil || len(templates.Items) != 1 || templates.Items[0].ID != "3" || templates.Items[0].Name != "Debian-8-64bit" {
		t.Errorf("%+v, %v", templates, err)
	}
	if n := len(f.client.Sources()); n != 3 {
		t.Errorf("%d sources", n)
	}
}

func TestClientsThatTheAPILacks(t *testing.T) {
	f := newFake(t, styleV1)
	for _, body := range []string{"", `{"status":"error","time":1}`} {
		f.answers["/API/v1/clientlist"] = answer(400, body)
		got, err := f.client.listClients(t.Context())
		if err != nil || got.Complete || len(got.Items) != 0 {
			t.Errorf("%q: %+v, %v", body, got, err)
		}
	}
	f.answers["/API/v1/clientlist"] = answer(403, `{"status":"error"}`)
	if _, err := f.client.listClients(t.Context()); providers.KindOf(err) != providers.ErrAuth {
		t.Errorf("err %v", err)
	}
}

func TestServerThatIsNotListed(t *testing.T) {
	f := newFake(t, styleV1)
	for body, want := range map[string]providers.ErrorKind{
		`{"status":"ok","data":[{"sid":1}]}`:              providers.ErrNotFound,
		`{"status":"ok","data":[]}`:                       providers.ErrNotFound,
		`{"status":"ok","data":[{"sid":1},{"id":"7"}]}`:   providers.ErrUnexpected,
		`{"status":"ok","data":[{"sid":1},{"sid":null}]}`: providers.ErrUnexpected,
	} {
		f.answers["/API/v1/listservers"] = answer(200, body)
		for _, id := range []string{"7", ""} {
			if _, err := f.client.Server(t.Context(), providers.Ref{ID: id}); providers.KindOf(err) != want {
				t.Errorf("%s, %q: %v", body, id, err)
			}
		}
	}
}

func TestStates(t *testing.T) {
	for word, want := range map[string]providers.State{
		"Powered On": providers.Running, "powered off": providers.Stopped, "Pending On": providers.Working,
		"Pending Off": providers.Working, "Dancing": providers.Unknown, "": providers.Unknown,
	} {
		if got := stateOf(word); got != want {
			t.Errorf("%q: %s", word, got)
		}
	}
	if got := taskStateOf("gone"); got != providers.Unknown {
		t.Errorf("task: %s", got)
	}
}
