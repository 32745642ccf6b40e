package idcloudhost

import (
	"net/http"
	"testing"
	"time"

	"pinfold/internal/providers"
)

func twoPlaces(t *testing.T) *fake {
	f := newFake(t)
	f.on("/config/locations", sample(t, "idc-07.json"))
	for _, slug := range []string{"/cyc01", "/bus02"} {
		f.on(slug+"/user-resource/vm/list", answer(200, `[{"uuid":"vm-of`+slug[1:]+`","status":"stopped"}]`))
		f.on(slug+"/network/ip_addresses", answer(200, `[]`))
	}
	return f
}

func TestAFailingLocationHidesNoOther(t *testing.T) {
	for _, path := range []string{"/cyc01/user-resource/vm/list", "/cyc01/network/ip_addresses"} {
		f := twoPlaces(t)
		f.on(path, answer(500, "oops"))
		got, err := f.client.listServers(t.Context())
		if err != nil || got.Complete || len(got.Items) != 1 || got.Items[0].Location != "bus02" {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
	}
}

func TestAllLocationsFail(t *testing.T) {
	f := twoPlaces(t)
	f.on("/cyc01/user-resource/vm/list", answer(http.StatusTooManyRequests, `{"message":"API rate limit exceeded"}`))
	f.on("/bus02/network/ip_addresses", answer(500, "oops"))
	_, err := f.client.listServers(t.Context())
	if providers.KindOf(err) != providers.ErrLimit {
		t.Errorf("%v", err)
	}
}

func TestLocationsAreRemembered(t *testing.T) {
	f := twoPlaces(t)
	read := func(what string, asked int) {
		t.Helper()
		got, err := f.client.listServers(t.Context())
		if err != nil || !got.Complete || len(got.Items) != 2 || f.count("/config/locations") != asked {
			t.Errorf("%s: %+v, %v, asked %d times", what, got, err, f.count("/config/locations"))
		}
	}
	read("first", 1)
	f.advance(catalogEvery - time.Second)
	read("remembered", 1)
	f.advance(time.Second)
	read("asked again", 2)
	f.on("/config/locations", answer(500, ""))
	f.advance(catalogEvery)
	read("old ones serve on", 3)
}

func TestOddLocations(t *testing.T) {
	for body, kind := range map[string]providers.ErrorKind{
		`[]`:                        providers.ErrUnexpected,
		`{}`:                        providers.ErrUnexpected,
		`[{"slug":""}]`:             providers.ErrUnexpected,
		`[{"slug":"../payment"}]`:   providers.ErrInvalid,
		`[{"slug":"a/b?x=1#frag"}]`: providers.ErrInvalid,
	} {
		f := newFake(t)
		f.on("/config/locations", answer(200, body))
		if _, err := f.client.listServers(t.Context()); providers.KindOf(err) != kind {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestServerWithoutIDLeavesTheListIncomplete(t *testing.T) {
	f := twoPlaces(t)
	f.on("/cyc01/user-resource/vm/list", answer(200, `[{"name":"nameless","vcpu":2.0}]`))
	got, err := f.client.listServers(t.Context())
	if err != nil || got.Complete || len(got.Items) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}
