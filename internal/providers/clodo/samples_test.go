package clodo

import (
	"reflect"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

func at(t *testing.T, utc string) time.Time {
	t.Helper()
	moment, err := time.Parse("2006-01-02 15:04:05", utc)
	if err != nil {
		t.Fatal(err)
	}
	return moment.In(moscow)
}

func percent(f float64) *float64 { return &f }

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

func passwords(root, user, vnc string) map[string]secrets.Text {
	return map[string]secrets.Text{
		SecretRoot: secrets.NewText(root), SecretUser: secrets.NewText(user), SecretVNC: secrets.NewText(vnc),
	}
}

func TestSampleOfServersInDetail(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/detail", sample(t, "clo-04.json"))
	got, err := f.client.listServers(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "server 60", got.Items[0], providers.Observation{
		Kind: providers.KindServer, ID: "60", Name: "main", State: providers.Running, StateWord: "is_running",
		Facts: providers.ServerFacts{
			Type: "VirtualServer", CPUMHz: 2267, MemoryMB: 2048, MemoryMaxMB: 2048, DiskGB: 5,
			System: "Debian 6, 64 bit", ImageID: "561", Console: "188.127.239.206:5905",
			Addresses: []providers.Address{{IP: "188.127.245.119", Primary: true}, {IP: "188.127.245.120"}},
			CreatedAt: at(t, "2011-02-07 08:09:02"), StartedAt: at(t, "2011-03-04 19:12:43"), PaidUntil: at(t, "2011-05-04 18:11:47"),
		},
		Gauges: providers.ServerGauges{
			CPUPercent: percent(1.67), MemoryPercent: percent(6.76), DiskPercent: percent(34), DiskUsedMB: 1694, Uptime: "31 день",
		},
		Secrets: passwords("LKjKH8JK9j", "lJKBFyh6Ff", "lhGu7HF6jF"),
	})
	same(t, "server 186", got.Items[1], providers.Observation{
		Kind: providers.KindServer, ID: "186", Name: "scale", State: providers.Running, StateWord: "is_running",
		Facts: providers.ServerFacts{
			Type: "ScaleServer", CPUMHz: 2267, MemoryMB: 512, MemoryMaxMB: 512, DiskGB: 5,
			System: "Debian 6, 32 bit", ImageID: "531", Console: "188.127.239.206:5902",
			Addresses: []providers.Address{{IP: "188.127.237.202", Primary: true}, {IP: "188.127.237.203"}},
			CreatedAt: at(t, "2011-02-06 14:15:53"), StartedAt: at(t, "2011-04-03 13:13:45"), PaidUntil: at(t, "2011-04-09 23:24:59"),
		},
		Gauges: providers.ServerGauges{
			CPUPercent: percent(0), MemoryPercent: percent(12.5), DiskPercent: percent(31), DiskUsedMB: 1539, Uptime: "2 дня",
		},
		Secrets: passwords("87JgRe6BC6", "kT54bFEoIU", "bVtRrie9Rq"),
	})
}

func TestSampleOfOneServer(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/298", sample(t, "clo-05.json"))
	got, err := f.client.Server(t.Context(), providers.Ref{ID: "298"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "server 298", got, providers.Observation{
		Kind: providers.KindServer, ID: "298", Name: "api-test", State: providers.Running, StateWord: "is_running",
		Facts: providers.ServerFacts{
			Type: "VirtualServer", CPUMHz: 2267, MemoryMB: 768, MemoryMaxMB: 768, DiskGB: 5,
			System: "Debian 6, 64 bit", ImageID: "561", Console: "188.127.239.206:5909",
			Addresses: []providers.Address{{IP: "188.127.237.202", Primary: true}, {IP: "188.127.237.203"}},
			CreatedAt: at(t, "2011-02-07 08:09:02"), StartedAt: at(t, "2011-03-04 19:12:43"), PaidUntil: at(t, "2011-05-04 18:11:47"),
		},
		Gauges: providers.ServerGauges{
			CPUPercent: percent(0), MemoryPercent: percent(8.21), DiskPercent: percent(18), DiskUsedMB: 901, Uptime: "31 день",
		},
		Secrets: passwords("LKjKH8JK9j", "lJKBFyh6Ff", "lhGu7HF6jF"),
	})
}

func TestSampleOfImages(t *testing.T) {
	f := newFake(t)
	f.on("GET /images/detail", sample(t, "clo-46.json"))
	got, err := f.client.listImages(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	image := func(id, name, kind, system string, bits int) providers.Observation {
		return providers.Observation{
			Kind: providers.KindImage, ID: id, Name: name, State: providers.Available, StateWord: "ACTIVE",
			Facts: providers.ImageFacts{ServerType: kind, System: system, Bits: bits},
		}
	}
	same(t, "image 1", got.Items[0], image("1", "Debian 5.0.6 64 bits", "VirtualServer", "debian", 64))
	same(t, "image 3", got.Items[1], image("3", "CentOS 5.5 32 bits", "VirtualServer", "centos", 32))
	same(t, "image 381", got.Items[2], image("381", "Debian 5.0.6 64 bits", "ScaleServer", "debian", 64))
}

func TestSampleOfPresets(t *testing.T) {
	f := newFake(t)
	f.on("GET /images/presets", sample(t, "clo-47.json"))
	got, err := f.client.listPresets(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	field := func(name, title, kind string) providers.PresetField {
		return providers.PresetField{Name: name, Title: title, Type: kind, Required: true}
	}
	same(t, "preset 322", got.Items[1], providers.Observation{
		Kind: providers.KindPreset, ID: "322", Name: "gitlabhq", State: providers.Available,
		Facts: providers.PresetFacts{Title: "Gitlabhq", Description: "gitlabhq", Fields: []providers.PresetField{
			field("login", "Логин администратора", "login"), field("pass", "Пароль администратора", "password"),
			field("email", "Почта администратора", "email"), field("domain", "Домен", "domain"),
		}},
	})
	if facts := got.Items[0].Facts.(providers.PresetFacts); len(facts.Fields) != 6 || facts.Title != "Bitrix" {
		t.Errorf("preset 62: %+v", facts)
	}
}

func TestSampleOfLimits(t *testing.T) {
	f := newFake(t)
	f.on("GET /limits", sample(t, "clo-02.json"))
	got, err := f.client.Limits(t.Context())
	want := []providers.Limit{
		{Method: "POST", Count: 100, Per: time.Minute},
		{Method: "POST", Prefix: "/servers", Count: 500, Per: 24 * time.Hour},
		{Method: "PUT", Count: 100, Per: time.Minute},
		{Method: "DELETE", Count: 100, Per: time.Minute},
		{Method: "GET", Count: 100, Per: time.Minute},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestSampleOfACreation(t *testing.T) {
	f := newFake(t)
	f.on("POST /servers", sample(t, "clo-06.json"))
	got, err := f.client.CreateServer(intent(t.Context(), "CLO-06"), form.Values{
		fieldName: "api-test2", fieldType: typeScale, fieldSystem: systemImage, fieldImage: "541",
		fieldMemory: "512", fieldMemoryMax: "512", fieldDisk: "5", fieldSupport: "1",
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "created", got, providers.Created{
		Ref: providers.Ref{ID: "299"}, Secrets: map[string]secrets.Text{SecretRoot: secrets.NewText("GbRAWJT2V8")},
	})
}
