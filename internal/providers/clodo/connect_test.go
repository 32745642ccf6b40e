package clodo

import (
	"net/url"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func TestConnectForm(t *testing.T) {
	const address = "An address looks like https://api.clodo.ru."
	tests := []struct {
		name, field, value, want string
	}{
		{"https", fieldEndpoint, "https://rig.example/clodo", ""},
		{"http on a port", fieldEndpoint, "http://127.0.0.1:9000/clodo", ""},
		{"none", fieldEndpoint, "", ""},
		{"no scheme", fieldEndpoint, "api.clodo.ru", address},
		{"opaque", fieldEndpoint, "https:api.clodo.ru", address},
		{"other scheme", fieldEndpoint, "ftp://api.clodo.ru", "The address begins with https:// or http://."},
		{"script", fieldEndpoint, "javascript:alert(1)", address},
		{"user in it", fieldEndpoint, "https://a:b@api.clodo.ru", "Leave user and password out of the address."},
		{"query", fieldEndpoint, "https://api.clodo.ru/?x=1", "Leave out what follows ? or # in the address."},
		{"other host", fieldHost, "evil.example", "This choice is not offered any more. Choose again."},
		{"data center", fieldHost, "api.mn.clodo.ru", ""},
		{"no login", fieldLogin, "", "Fill this in."},
		{"key with a space", fieldKey, "a b", "Only Latin letters, digits and signs, without spaces."},
		{"Russian login", fieldLogin, "вася", "Only Latin letters, digits and signs, without spaces."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			posted := url.Values{fieldLogin: {"jdoe"}, fieldKey: {"key"}, fieldHost: {defaultHost}}
			posted.Set(tt.field, tt.value)
			_, errs := connectForm().Parse(posted)
			if errs[tt.field] != tt.want || tt.want == "" && errs != nil {
				t.Errorf("errors %v", errs)
			}
		})
	}
}

func TestEndpoint(t *testing.T) {
	tests := []struct {
		settings form.Values
		want     string
	}{
		{form.Values{}, "https://api.clodo.ru"},
		{form.Values{fieldHost: "api.kh.clodo.ru"}, "https://api.kh.clodo.ru"},
		{form.Values{fieldHost: "api.kh.clodo.ru", fieldEndpoint: "http://rig:9000/clodo/"}, "http://rig:9000/clodo"},
	}
	for _, tt := range tests {
		if got := Vendor().Endpoint(tt.settings); got != tt.want {
			t.Errorf("%v: %s", tt.settings, got)
		}
	}
}

func TestOpenRefusesABadAddress(t *testing.T) {
	_, err := Vendor().Open(form.Values{fieldEndpoint: "gopher://x"}, form.Values{}, providers.Kit{})
	if providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("err %v", err)
	}
}
