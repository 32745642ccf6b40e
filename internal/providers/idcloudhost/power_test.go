package idcloudhost

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

const vmID = "5052bf02-044a-4d35-a803-d6b156f84beb"

func powerIntent(ctx context.Context, op providers.OpID) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "power", Op: op})
}

// TestPower covers IDC-23, IDC-24 with and without force, and IDC-25.
func TestPower(t *testing.T) {
	for _, test := range []struct {
		op         providers.OpID
		path, body string
		call       func(*Client, context.Context, providers.Ref) error
	}{
		{"IDC-23", "/user-resource/vm/start", "uuid=" + vmID, (*Client).Start},
		{"IDC-24", "/user-resource/vm/stop", "uuid=" + vmID, (*Client).Stop},
		{"IDC-24", "/user-resource/vm/stop", "force=true&uuid=" + vmID, (*Client).ForceStop},
		{"IDC-25", "/user-resource/vm/rescue_start", "uuid=" + vmID, (*Client).StartRescue},
	} {
		for location, prefix := range map[string]string{"": "", "bus02": "/bus02"} {
			f := newFake(t)
			f.on(prefix+test.path, func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				if kind := r.Header.Get("Content-Type"); r.Method != http.MethodPost || string(body) != test.body ||
					kind != "application/x-www-form-urlencoded" {
					t.Errorf("%s: %s %q as %s", test.op, r.Method, body, kind)
				}
				answer(200, `{"uuid":"`+vmID+`","status":"stopped"}`)(w, r)
			})
			if err := test.call(f.client, powerIntent(t.Context(), test.op), providers.Ref{ID: vmID, Location: location}); err != nil {
				t.Errorf("%s: %v", test.op, err)
			}
		}
	}
}

func TestPowerAnswers(t *testing.T) {
	const absent = `{"errors":{"Error":"No such virtual machine exists. ` + vmID + `"}}`
	for _, test := range []struct {
		status   int
		body     string
		kind     providers.ErrorKind
		sentence string
	}{
		{204, ``, "", ""},
		{200, `true`, "", ""},
		{200, absent, providers.ErrNotFound, "does not have this"},
		{400, absent, providers.ErrNotFound, "does not have this"},
		{409, `{"message":"The resource is locked"}`, providers.ErrConflict, "still at work on it"},
		{409, `{"message":"Something else"}`, providers.ErrConflict, "does not allow this"},
		{403, `{"errors":{"consumer::resource_forbidden":{"msg":"no"}}}`, providers.ErrPermission, "may not do that"},
		{200, ``, providers.ErrUnknown, "Not known whether"},
		{200, `{"uuid":"another"}`, providers.ErrUnknown, "Not known whether"},
		{200, `<html>`, providers.ErrUnknown, "Not known whether"},
		{502, `<html>`, providers.ErrUnknown, "Not known whether"},
	} {
		f := newFake(t)
		f.on("/user-resource/vm/stop", answer(test.status, test.body))
		err := f.client.Stop(powerIntent(t.Context(), "IDC-24"), providers.Ref{ID: vmID})
		if providers.KindOf(err) != test.kind || test.kind != "" && !strings.Contains(providers.Sentence(err), test.sentence) {
			t.Errorf("%d %s: %v", test.status, test.body, err)
		}
	}
}

func TestPowerRefusesWhatIsNoServer(t *testing.T) {
	f := newFake(t)
	for _, ref := range []providers.Ref{{ID: ""}, {ID: "a&force=true"}, {ID: vmID, Location: "../x"}} {
		if err := f.client.Stop(powerIntent(t.Context(), "IDC-24"), ref); !providers.Refused(err) {
			t.Errorf("%+v: %v", ref, err)
		}
	}
}
