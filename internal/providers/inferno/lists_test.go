package inferno

import (
	"strings"
	"testing"

	"pinfold/internal/providers"
)

func TestShapesOfOrders(t *testing.T) {
	tests := []struct {
		name, body string
		items      int
		complete   bool
		kind       providers.ErrorKind
	}{
		{"map", `{"orders":{"1":{"id":"1","status":"Pending"},"2":{"id":2,"status":"Fraud"}}}`, 2, true, ""},
		{"map without ids", `{"orders":{"1":{"status":"Pending"}}}`, 1, true, ""},
		{"list", `{"result":"success","orders":[{"id":1,"status":"Pending"},{"id":"2","status":"Cancelled"}]}`, 2, true, ""},
		{"one", `{"orders":{"id":"1","status":"Pending"}}`, 1, true, ""},
		{"none", `{"orders":[]}`, 0, true, ""},
		{"none, object", `{"orders":{}}`, 0, true, ""},
		{"null", `{"orders":null}`, 0, true, ""},
		{"one without id", `{"orders":[{"id":1,"status":"Pending"},{"status":"Active"}]}`, 1, false, ""},
		{"missing", `{"result":"success"}`, 0, false, providers.ErrUnexpected},
		{"refused", `{"result":"fail","message":"Invalid API key"}`, 0, false, providers.ErrAuth},
		{"page", `<html>Checking your browser`, 0, false, providers.ErrUnexpected},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("orders", 200, tt.body)
			got, err := f.read("servers")
			if providers.KindOf(err) != tt.kind || len(got.Items) != tt.items || got.Complete != tt.complete {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

// INF-02 documents no sample: every shape that was seen is read.
func TestShapesOfOffers(t *testing.T) {
	const products = `"products":[]`
	tests := []struct {
		name, body, want string
		complete         bool
	}{
		{"lists", `"ostpls":["debian12-64","centos7-64-default"],"products":[{"id":303,"name":"VPS","price":"5.00"}]`,
			"image debian12-64 debian12-64, image centos7-64-default centos7-64-default, tariff 303 VPS 5.00", true},
		{"maps of texts", `"ostpls":{"debian12-64":"Debian 12"},"products":{"303":"VPS","304":"9.50"}`,
			"image debian12-64 debian12-64 Debian 12, tariff 303 VPS, tariff 304 Tariff 304 9.50", true},
		{"maps of objects", `"ostpls":{"debian12-64":{"title":"Debian 12"}},"products":{"303":{"name":"VPS","price":5}}`,
			"image debian12-64 debian12-64 Debian 12, tariff 303 VPS 5", true},
		{"names as keys", `"ostpls":{"debian12-64":1,"centos7":true},` + products,
			"image debian12-64 debian12-64, image centos7 centos7", true},
		{"positions as keys", `"ostpls":{"0":"debian12-64","5":"centos7"},` + products,
			"image debian12-64 debian12-64, image centos7 centos7", true},
		{"groups", `"ostpls":{"linux":["debian12-64"],"other":["freebsd14"]},"products":{"product":[{"pid":"303","name":"VPS","amount":"5"}]}`,
			"image debian12-64 debian12-64, image freebsd14 freebsd14, tariff 303 VPS 5", true},
		{"one product", `"ostpls":[],"products":{"id":"303","name":"VPS"}`, "tariff 303 VPS", true},
		{"no products", `"ostpls":["debian12-64"]`, "image debian12-64 debian12-64", false},
		{"without id", `"ostpls":[""],` + products, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("list", 200, "{"+tt.body+"}")
			got, err := f.read("offers")
			if err != nil || got.Complete != tt.complete || told(got.Items) != tt.want {
				t.Errorf("%s, complete is %v, %v", told(got.Items), got.Complete, err)
			}
		})
	}
	f := newFake(t)
	f.on("list", 200, `{"result":"success"}`)
	if _, err := f.read("offers"); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("neither list: %v", err)
	}
}

// told prints what is known of offers in one line.
func told(items []providers.Observation) string {
	var lines []string
	for _, o := range items {
		line := string(o.Kind) + " " + o.ID + " " + o.Name
		switch facts := o.Facts.(type) {
		case providers.ImageFacts:
			line += " " + facts.System
		case providers.SSHKeyFacts:
			line += " " + facts.Fingerprint
		case providers.NamedFacts:
			for _, d := range facts.Details {
				line += " " + d.Value
			}
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	return strings.Join(lines, ", ")
}

// INF-12 documents no sample either.
func TestShapesOfSSHKeys(t *testing.T) {
	for body, want := range map[string]string{
		`{"list":[{"id":7,"name":"laptop"}]}`:                          "sshkey 7 laptop",
		`{"result":"success","list":{"7":{"name":"a","x":1}}}`:         "sshkey 7 a",
		`{"list":[{"id":"7","fingerprint":"SHA256:abc"}]}`:             "sshkey 7 SSH key 7 SHA256:abc",
		`[{"id":"7","label":"l"}]`:                                     "sshkey 7 l",
		`{"list":[]}`:                                                  "",
		`{"list":[{"id":"1","name":"a"},{"id":"2","name":"b"}],"n":2}`: "sshkey 1 a, sshkey 2 b",
	} {
		f := newFake(t)
		f.on("sshkey.list", 200, body)
		got, err := f.read("sshkeys")
		if err != nil || !got.Complete || told(got.Items) != want {
			t.Errorf("%s: %s, %v", body, told(got.Items), err)
		}
	}
}
