package cloudatcost

import (
	"net/url"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func TestConnectForm(t *testing.T) {
	const address = "An address looks like https://panel.cloudatcost.com."
	tests := []struct {
		name, field, value, want string
	}{
		{"https", fieldEndpoint, "https://rig.example/cloudatcost", ""},
		{"none", fieldEndpoint, "", ""},
		{"no scheme", fieldEndpoint, "panel.cloudatcost.com", address},
		{"other scheme", fieldEndpoint, "ftp://panel.cloudatcost.com", "The address begins with https:// or http://."},
		{"user in it", fieldEndpoint, "https://a:b@panel.cloudatcost.com", "Leave user and password out of the address."},
		{"query", fieldEndpoint, "https://panel.cloudatcost.com/?key=1", "Leave out what follows ? or # in the address."},
		{"later version", fieldStyle, stylePHP, ""},
		{"no version", fieldStyle, "v9", "This choice is not offered any more. Choose again."},
		{"no login", fieldLogin, "", "Fill this in."},
		{"key with a space", fieldKey, "a b", "Only Latin letters, digits and signs, without spaces."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			posted := url.Values{fieldLogin: {login}, fieldKey: {"key"}, fieldStyle: {styleV1}}
			posted.Set(tt.field, tt.value)
			_, errs := connectForm().Parse(posted)
			if errs[tt.field] != tt.want || tt.want == "" && errs != nil {
				t.Errorf("errors %v", errs)
			}
		})
	}
}

func TestOnlyTheKeyIsSealed(t *testing.T) {
	open, sealed := connectForm().Split(form.Values{fieldLogin: login, fieldKey: key})
	if open[fieldLogin] != login || sealed[fieldKey] != key || len(sealed) != 1 {
		t.Errorf("open %v, %d sealed", open, len(sealed))
	}
}

func TestEndpoint(t *testing.T) {
	tests := []struct {
		settings form.Values
		want     string
	}{
		{form.Values{}, "https://panel.cloudatcost.com/API/v1"},
		{form.Values{fieldStyle: stylePHP}, "https://panel.cloudatcost.com/api/v1"},
		{form.Values{fieldEndpoint: "http://rig:9000/cloudatcost/"}, "http://rig:9000/cloudatcost/API/v1"},
		{form.Values{fieldEndpoint: "http://rig:9000/API/v1/"}, "http://rig:9000/API/v1"},
		{form.Values{fieldEndpoint: "http://rig:9000/API/v1", fieldStyle: stylePHP}, "http://rig:9000/api/v1"},
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
