package sandbox_test

import (
	"net/http"
	"regexp"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

func TestClodoLogin(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for path, management := range map[string]string{
		"/clodo":                  "/clodo/v1",
		"/clodo/":                 "/clodo/v1",
		"/clodo/api.mn.clodo.ru/": "/clodo/api.mn.clodo.ru/v1",
	} {
		a := r.send("GET", path, "", "X-Auth-User", "jdoe", "X-Auth-Key", sandbox.DefaultClodoKey)
		r.want(a, http.StatusNoContent, "")
		r.equal(a.header.Get("X-Server-Management-Url"), r.url+management)
		if token := a.header.Get("X-Auth-Token"); !regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(token) {
			t.Errorf("token %q has another form than the sample", token)
		}
	}
	r.want(r.send("GET", "/clodo/", "", "X-Auth-User", "jdoe", "X-Auth-Key", "wrong"), 401, "Unauthorized")
	r.want(r.send("GET", "/clodo/", "", "X-Auth-User", "nobody"), 401, "Unauthorized")
	r.want(r.send("POST", "/clodo/", ""), 405, "MethodNotAllowed")
}

func TestClodoTokenLife(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.clock.Advance(20*time.Minute - time.Second)
	r.want(r.call("GET", "/images", ""), 200, "images")
	second := r.login("jdoe", sandbox.DefaultClodoKey)
	r.clock.Advance(time.Second)
	r.want(r.call("GET", "/images", ""), 401, `{"Unauthorized":{"code":401`)
	r.token = second
	r.want(r.call("GET", "/images", ""), 200, "images")
	r.token = ""
	r.want(r.call("GET", "/images", ""), 401, "Unauthorized")
}

func TestClodoAccountsAreApart(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.box.AddClodoAccount("other", "old")
	r.box.AddClodoAccount("other", "new")
	r.want(r.send("GET", "/clodo/", "", "X-Auth-User", "other", "X-Auth-Key", "old"), 401, "")
	mine := r.token
	r.token = r.login("other", "new")
	r.want(r.call("DELETE", "/servers/60", ""), 404, "VPS не найдена")
	r.want(r.call("POST", "/servers", order()), 200, "adminPass")
	r.equal(r.box.Ledger()[0].Account, "other")
	r.token = mine
	r.equal(len(r.at(r.call("GET", "/servers", ""), "servers").([]any)), 3)
}
