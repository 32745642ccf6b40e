package clodo

import (
	"net/http"
	"os"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

func file(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestRefusal(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		ok     bool
		kind   providers.ErrorKind
		said   string
	}{
		{"wrapped", 404, file(t, "error-wrapped.json"), true, providers.ErrInvalid, "Модуль не найден"},
		{"flat", 404, file(t, "error-flat.json"), true, providers.ErrNotFound, "VPS не найдена"},
		{"XML", 403, file(t, "error.xml"), true, providers.ErrPermission, "Доступ закрыт"},
		{"no details", 400, `{"code":"400","message":"Bad Request"}`, true, providers.ErrInvalid, "Bad Request"},
		{"bare 405", 405, "", true, providers.ErrConflict, ""},
		{"bare 401", 401, "", true, providers.ErrAuth, ""},
		{"page with 401", 401, "<html>", true, providers.ErrAuth, ""},
		{"page with 429", 429, "<html>slow", true, providers.ErrLimit, ""},
		{"page with 404", 404, "<html><body>Not Found</body></html>", false, "", ""},
		{"page with 403", 403, "<!doctype html>", false, "", ""},
		{"text with 400", 400, "no", false, "", ""},
		{"other JSON with 400", 400, `{"servers":[]}`, false, "", ""},
		{"bare 408", 408, "", false, "", ""},
		{"wrapped 500", 500, `{"InternalError":{"code":500}}`, false, "", ""},
		{"success", 200, `{"code":1}`, false, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, ok := refusal(wire.Answer{Status: tt.status, Body: []byte(tt.body)})
			if ok != tt.ok || r.Kind != tt.kind || r.Said != tt.said {
				t.Errorf("%v, %+v", ok, r)
			}
		})
	}
}

func TestRefusedCommand(t *testing.T) {
	tests := []struct {
		name     string
		answer   http.HandlerFunc
		kind     providers.ErrorKind
		sentence string
	}{
		{"state", answer(400, `{"BadRequest":{"code":400,"details":"На VPS уже выполняется другая операция"}}`), providers.ErrConflict,
			"Clodo refused: the state of the server does not allow this. Nothing was changed."},
		{"gone", answer(400, `{"BadRequest":{"code":400,"details":"VPS не найдена"}}`), providers.ErrNotFound,
			"Clodo does not have this server. Nothing was changed."},
		{"gone, 404", answer(404, file(t, "error-flat.json")), providers.ErrNotFound,
			"Clodo does not have this. Nothing was changed."},
		{"not offered", answer(405, ""), providers.ErrConflict,
			"Clodo does not offer this at the moment. Nothing was changed."},
		{"forbidden", answer(403, `{"code":403,"message":"Forbidden"}`), providers.ErrPermission,
			"Clodo refused: this account may not do that. Nothing was changed."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("DELETE /servers/60", tt.answer)
			err := f.client.DeleteServer(intent(t.Context(), "CLO-08"), providers.Ref{ID: "60"})
			if providers.KindOf(err) != tt.kind || providers.Sentence(err) != tt.sentence || !providers.Refused(err) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestUnfitIDsAreNotSent(t *testing.T) {
	f := newFake(t)
	for _, id := range []string{"", "../user/update", "60/action", "60?x", "%2e%2e", "6 0", "шесть"} {
		ref := providers.Ref{ID: id}
		calls := map[string]error{
			"delete": f.client.DeleteServer(intent(t.Context(), "CLO-08"), ref),
			"stop":   f.client.Stop(intent(t.Context(), "CLO-10"), ref),
		}
		_, calls["read"] = f.client.Server(t.Context(), ref)
		_, calls["mark"] = f.client.RebootMark(t.Context(), ref)
		for what, err := range calls {
			if providers.KindOf(err) != providers.ErrInvalid || !providers.Refused(err) {
				t.Errorf("%s %q: %v", what, id, err)
			}
		}
	}
	if f.loginCount() != 0 {
		t.Error("something was sent")
	}
}

func TestAnswerAboutAnotherServer(t *testing.T) {
	f := newFake(t)
	for _, body := range []string{`{"server":{"id":61}}`, `{"server":{"name":"x"}}`, `{"server":[]}`, `{"server":[{"id":60},{"id":61}]}`} {
		f.on("GET /servers/60", answer(200, body))
		_, err := f.client.Server(t.Context(), providers.Ref{ID: "60"})
		if providers.KindOf(err) != providers.ErrUnexpected {
			t.Errorf("%s: %v", body, err)
		}
	}
}
