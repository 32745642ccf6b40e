package inferno

import (
	"net/url"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func TestConnectForm(t *testing.T) {
	const address = "An address looks like https://cp.inferno.name."
	tests := []struct{ name, field, value, want string }{
		{"https", fieldEndpoint, "https://rig.example/inferno", ""},
		{"script", fieldEndpoint, "http://127.0.0.1:9000/inferno/api_client.php", ""},
		{"no scheme", fieldEndpoint, "cp.inferno.name", address},
		{"other scheme", fieldEndpoint, "ftp://cp.inferno.name", "The address begins with https:// or http://."},
		{"user in it", fieldEndpoint, "https://a:b@cp.inferno.name", "Leave user and password out of the address."},
		{"query", fieldEndpoint, "https://cp.inferno.name/api_client.php?key=x", "Leave out what follows ? or # in the address."},
		{"no client", fieldCID, "", "Fill this in."},
		{"key with a space", fieldKey, "a b", "Only Latin letters, digits and signs, without spaces."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			posted := url.Values{fieldCID: {"777"}, fieldKey: {"key"}}
			posted.Set(tt.field, tt.value)
			_, errs := connectForm().Parse(posted)
			if errs[tt.field] != tt.want || tt.want == "" && errs != nil {
				t.Errorf("errors %v", errs)
			}
		})
	}
}

func TestEndpoint(t *testing.T) {
	for given, want := range map[string]string{
		"":                              "https://cp.inferno.name/api_client.php",
		"http://rig:9000/inferno/":      "http://rig:9000/inferno/api_client.php",
		"https://rig.example/other.php": "https://rig.example/other.php",
	} {
		if got := Vendor().Endpoint(form.Values{fieldEndpoint: given}); got != want {
			t.Errorf("%q: %s", given, got)
		}
	}
	_, err := Vendor().Open(form.Values{fieldEndpoint: "gopher://x"}, form.Values{}, providers.Kit{})
	if providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("err %v", err)
	}
}
