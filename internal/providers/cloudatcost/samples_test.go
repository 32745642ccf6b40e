package cloudatcost

import (
	"reflect"
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// same compares field by field, so that a failure names the field.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	if g.Type() != w.Type() {
		t.Fatalf("%s is a %T, want a %T", what, got, want)
	}
	for i := range g.NumField() {
		if !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s.%s is %+v, want %+v", what, g.Type().Field(i).Name, g.Field(i).Interface(), w.Field(i).Interface())
		}
	}
}

// sampleServer is what the sample of CAC-01 says.
func sampleServer() providers.Observation {
	memory := 86.82
	return providers.Observation{
		Kind: providers.KindServer, ID: "240294", Name: "api-test", State: providers.Running, StateWord: "Powered On",
		Facts: providers.ServerFacts{
			Type: "Custom", CPU: 4, MemoryMB: 4096, DiskGB: 69, System: "Microsoft Windows 7 (64-bit)",
			Addresses: []providers.Address{{IP: "1.2.3.4", Primary: true}}, Console: "port 45148",
			CreatedAt: time.Date(2014, 1, 26, 0, 0, 0, 0, time.UTC),
		},
		Gauges: providers.ServerGauges{MemoryPercent: &memory},
		Secrets: map[string]secrets.Text{
			SecretRoot: secrets.NewText("password"), SecretVNC: secrets.NewText("vnc_pass"),
		},
	}
}

func TestSampleOfServers(t *testing.T) {
	f := newFake(t, styleV1)
	f.answers["/API/v1/listservers"] = sample(t, "cac-01.json")
	got, err := f.client.listServers(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "server 240294", got.Items[0], sampleServer())
	one, err := f.client.Server(t.Context(), providers.Ref{ID: "240294"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the same, alone", one, sampleServer())
	silent(t, "the log", f.log.String())
}

func TestSampleOfTemplates(t *testing.T) {
	f := newFake(t, styleV1)
	f.answers["/API/v1/listtemplates"] = sample(t, "cac-02.json")
	got, err := f.client.listTemplates(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 15 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []struct {
		id, name string
		facts    providers.ImageFacts
	}{
		{"26", "CentOS-7-64bit", providers.ImageFacts{System: "centos", Bits: 64}},
		{"27", "Ubuntu-14.04.1-LTS-64bit", providers.ImageFacts{System: "ubuntu", Bits: 64}},
		{"15", "CentOS 6.5 64bit (LAMP)", providers.ImageFacts{System: "centos", Bits: 64}},
		{"21", "Ubuntu 12.10 64bit", providers.ImageFacts{System: "ubuntu", Bits: 64}},
		{"23", "Ubuntu 12.04.3 LTS 64bit", providers.ImageFacts{System: "ubuntu", Bits: 64}},
		{"24", "Windows 2008 R2 64bit (BigDogs Only)", providers.ImageFacts{ServerType: "BigDogs", System: "windows", Bits: 64}},
		{"25", "Windows 2012 R2 64bit (BigDogs Only)", providers.ImageFacts{ServerType: "BigDogs", System: "windows", Bits: 64}},
		{"14", "CentOS 6.5 64bit (cPanel-WHM)", providers.ImageFacts{System: "centos", Bits: 64}},
		{"13", "CentOS 6.5 64bit", providers.ImageFacts{System: "centos", Bits: 64}},
		{"10", "CentOS 6.5 32bit", providers.ImageFacts{System: "centos", Bits: 32}},
		{"3", "Debian 7.1 64bit", providers.ImageFacts{System: "debian", Bits: 64}},
		{"9", "Windows7 64bit (BigDogs Only)", providers.ImageFacts{ServerType: "BigDogs", System: "windows", Bits: 64}},
		{"2", "Ubuntu-13.10-64bit", providers.ImageFacts{System: "ubuntu", Bits: 64}},
		{"1", "CentOS 6.4 64bit", providers.ImageFacts{System: "centos", Bits: 64}},
		{"28", "Minecraft-CentOS-7-64bit", providers.ImageFacts{System: "centos", Bits: 64}},
	} {
		same(t, "template "+want.id, got.Items[i], providers.Observation{
			Kind: providers.KindImage, ID: want.id, Name: want.name, State: providers.Available, Facts: want.facts,
		})
	}
}

func TestTasks(t *testing.T) {
	f := newFake(t, styleV1)
	f.answers["/API/v1/listtasks"] = sample(t, "cac-05.json")
	got, err := f.client.listTasks(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "pending task", got.Items[0], providers.Observation{
		Kind: providers.KindTask, ID: "1013021", Parent: "240294", Name: "reset", State: providers.Working, StateWord: "pending",
		Facts: providers.NamedFacts{Title: "reset", Details: []providers.Detail{
			{Label: "Server", Value: "240294"}, {Label: "Started", Value: "2015-02-27 20:20:19 UTC"},
		}},
	})
	same(t, "completed task", got.Items[1], providers.Observation{
		Kind: providers.KindTask, ID: "1013020", Parent: "240294", Name: "poweron", State: providers.Available, StateWord: "completed",
		Facts: providers.NamedFacts{Title: "poweron", Details: []providers.Detail{
			{Label: "Server", Value: "240294"}, {Label: "Started", Value: "2015-02-27 19:20:19 UTC"},
			{Label: "Finished", Value: "2015-02-27 19:21:19 UTC"},
		}},
	})
}

func TestClients(t *testing.T) {
	f := newFake(t, styleV1)
	f.answers["/API/v1/clientlist"] = sample(t, "cac-06.json")
	got, err := f.client.listClients(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "client", got.Items[0], providers.Observation{
		Kind: providers.KindClient, ID: "90001", Name: "API Test", State: providers.Available,
		Facts: providers.NamedFacts{Title: "API Test", Details: []providers.Detail{{Label: "E-mail", Value: "client@example.com"}}},
	})
}
