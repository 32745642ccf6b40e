package sandbox_test

import (
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

func TestClodoProfileChanges(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/user/update", `{"users_profile_jabber":"test@jabber.com","users_profile_icq":"13382781"}`), 204, "")
	a := r.call("GET", "/user/", "")
	r.equal(r.at(a, "user", "users_profile_jabber"), "test@jabber.com")
	r.equal(r.at(a, "user", "users_profile_icq"), "13382781")
	r.equal(r.at(a, "user", "users_family"), "Петров") // What was not sent stays.
	for body, details := range map[string]string{
		`{}`:                                  "Не указаны параметры",
		`{"users_login":"x"}`:                 "Неизвестный параметр users_login",
		`{"users_profile_inn":"12"}`:          "Недопустимое значение параметра users_profile_inn",
		`{"users_profile_authsms":"2"}`:       "Недопустимое значение параметра users_profile_authsms",
		`{"users_profile_email":"nobody"}`:    "Недопустимое значение параметра users_profile_email",
		`{"users_profile_dirdocument":["u"]}`: "Недопустимое значение параметра users_profile_dirdocument",
	} {
		r.want(r.call("POST", "/user/update", body), 400, details)
	}
	r.mutateAt("clodo", sandbox.MutateProfile, "users_profile_phone", "+7 1")
	r.equal(r.at(r.call("GET", "/user/", ""), "user", "users_profile_phone"), "+7 1")
	r.equal(r.ledgerOps(), "CLO-36")
}

func (r *rig) mutateAt(provider, kind, target, value string) {
	r.t.Helper()
	if err := r.box.Mutate(sandbox.Mutation{Provider: provider, Kind: kind, Target: target, Value: value}); err != nil {
		r.t.Fatal(err)
	}
}

func TestIDCloudHostProfileChanges(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const path = "/user-resource/user"
	r.equal(r.at(r.idcForm("PATCH", path+"/profile", "phone_number=%2B98765&first_name=Ana"), "phone_number"), "+98765")
	r.equal(r.at(r.idc("GET", path), "profile_data", "phone_number"), "+98765")
	r.equal(r.at(r.idc("GET", path), "profile_data", "last_name"), "Iaas")
	r.want(r.idcForm("PATCH", path+"/profile", "email=x"), 400, "Unexpected parameter: email")
	r.want(r.idcForm("PATCH", path+"/profile", "first_name="+strings.Repeat("x", 101)), 400, "Invalid value for parameter: first_name")
	r.mutateAt("idcloudhost", sandbox.MutateProfile, "last_name", "Other")
	r.equal(r.at(r.idc("GET", path), "profile_data", "last_name"), "Other")
	r.equal(r.ledgerOps(), "IDC-02")
}

func TestIDCloudHostTokens(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const path = "/user-resource/token"
	all := r.idcForm("POST", path, "description=My%20token&restricted=false&billing_account_id=6")
	r.equal(r.at(all, 3, "restricted"), true) // Any value is yes.
	value := r.at(all, 3, "token").(string)
	with := func(key, method, path, body string) answer {
		return r.send(method, "/idcloudhost/v1"+path, body, "apikey", key, "Content-Type", "application/x-www-form-urlencoded")
	}
	r.equal(with(value, "GET", "/user-resource/user", "").status, 200)
	r.equal(r.at(r.idcForm("PATCH", path, "token_id=102&description=New"), "success"), true)
	list := r.idc("GET", path+"/list")
	r.equal(r.at(list, 3, "restricted"), false)
	r.equal(r.at(list, 3, "description"), "New")
	for _, c := range []struct{ method, body, said string }{
		{"POST", "restricted=1", "billing account is incorrect"},
		{"POST", "billing_account_id=9", "billing account is incorrect"},
		{"POST", "owner=9", "Unexpected parameter: owner"},
		{"PATCH", "token_id=9&description=x", "Failed to update token."},
		{"DELETE", "token_id=0", "Failed to delete kong token."},
		{"DELETE", "token_id=101", "Failed to delete kong token."}, // It carries the call.
	} {
		r.want(r.idcForm(c.method, path, c.body), 400, c.said)
	}
	r.equal(r.at(with(value, "DELETE", path, "token_id=101"), "success"), true)
	r.equal(r.idc("GET", path+"/list").status, 403)
	r.equal(r.ledgerOps(), "IDC-05 IDC-04 IDC-03")
}
