package idcloudhost

import (
	"net/url"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func TestConnectForm(t *testing.T) {
	const address = "An address looks like https://api.idcloudhost.com."
	tests := []struct {
		name, field, value, want string
	}{
		{"https", fieldEndpoint, "https://rig.example/idcloudhost", ""},
		{"http on a port", fieldEndpoint, "http://127.0.0.1:9000/idcloudhost/v1", ""},
		{"none", fieldEndpoint, "", ""},
		{"no scheme", fieldEndpoint, "api.idcloudhost.com", address},
		{"other scheme", fieldEndpoint, "ftp://api.idcloudhost.com", "The address begins with https:// or http://."},
		{"user in it", fieldEndpoint, "https://a:b@api.idcloudhost.com", "Leave user and password out of the address."},
		{"query", fieldEndpoint, "https://api.idcloudhost.com/?x=1", "Leave out what follows ? or # in the address."},
		{"no token", fieldKey, "", "Fill this in."},
		{"token with a space", fieldKey, "a b", "Only Latin letters, digits and signs, without spaces."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			posted := url.Values{fieldKey: {"key"}}
			posted.Set(tt.field, tt.value)
			_, errs := connectForm().Parse(posted)
			if errs[tt.field] != tt.want || tt.want == "" && errs != nil {
				t.Errorf("errors %v", errs)
			}
		})
	}
}

func TestEndpoint(t *testing.T) {
	for entered, want := range map[string]string{
		"":                                "https://api.idcloudhost.com",
		"https://api.idcloudhost.com/v1/": "https://api.idcloudhost.com",
		"http://rig:9000/idcloudhost/":    "http://rig:9000/idcloudhost",
	} {
		if got := Vendor().Endpoint(form.Values{fieldEndpoint: entered}); got != want {
			t.Errorf("%s: %s", entered, got)
		}
	}
}

func TestOpenRefusesABadAddress(t *testing.T) {
	_, err := Vendor().Open(form.Values{fieldEndpoint: "gopher://x"}, form.Values{}, providers.Kit{})
	if providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("err %v", err)
	}
}
