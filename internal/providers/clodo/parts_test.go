package clodo

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"pinfold/internal/providers"
)

// The period of the sample request of CLO-11.
var dayBegins, dayEnds = time.Unix(1301860800, 0), time.Unix(1301947199, 0)

// partNamed returns a list of server 60 in Miran.
func partNamed(t *testing.T, f *fake, name string) providers.Source {
	t.Helper()
	sources := f.client.Parts(providers.Ref{ID: "60"})
	i := slices.IndexFunc(sources, func(s providers.Source) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("no list %s", name)
	}
	return sources[i]
}

func TestPartsOfAZeroClient(t *testing.T) {
	for _, s := range (&Client{}).Parts(providers.Ref{ID: "60", Location: "Miran"}) {
		if s.Parent != "60" || s.Location != "Miran" || len(s.Kinds) != 1 || s.Every <= 0 || s.Read == nil {
			t.Errorf("%+v", s)
		}
	}
}

func TestSampleOfBackups(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/60/backup/getlist", sample(t, "clo-13.json"))
	got, err := partNamed(t, f, "backups").Read(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	backup := func(file string, facts providers.BackupFacts) providers.Observation {
		facts.SizeGB, facts.PricePerHour, facts.System = 5, "0.05", "debian"
		return providers.Observation{
			Kind: providers.KindBackup, ID: "60/" + file, Parent: "60", Name: "Backup " + file,
			State: providers.Available, Facts: facts,
		}
	}
	same(t, "backup 2", got.Items[0], backup("2", providers.BackupFacts{
		MadeAt: at(t, "2012-01-24 00:00:02"), Days: []int{1, 2, 3, 4, 5, 6, 7}, Time: "04:00",
	}))
	same(t, "backup 3", got.Items[1], backup("3", providers.BackupFacts{MadeAt: at(t, "2011-12-21 15:41:09"), Time: "00:00"}))
}

func TestSampleOfAddresses(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/60/ips", sample(t, "clo-20.json"))
	got, err := partNamed(t, f, "addresses").Read(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []struct{ ip, primary string }{{"62.76.41.218", "Yes"}, {"62.76.41.219", "No"}} {
		same(t, want.ip, got.Items[i], providers.Observation{
			Kind: providers.KindAddress, ID: want.ip, Parent: "60", Name: want.ip, State: providers.Available,
			Facts: providers.NamedFacts{Details: []providers.Detail{{Label: "Primary", Value: want.primary}, {Label: "ISP license", Value: "No"}}},
		})
	}
}

func TestSampleOfSubnets(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/60/ips/getsubnets/", sample(t, "clo-24.json"))
	got, err := partNamed(t, f, "subnets").Read(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 4 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []struct{ subnet, current string }{
		{"62.76.176.*", "Yes"}, {"62.76.177.*", "No"}, {"62.76.178.*", "No"}, {"62.76.47.*", "No"},
	} {
		same(t, want.subnet, got.Items[i], providers.Observation{
			Kind: providers.KindSubnet, ID: "60/" + want.subnet, Parent: "60", Name: want.subnet, State: providers.Available,
			Facts: providers.NamedFacts{Details: []providers.Detail{{Label: "The server has addresses here", Value: want.current}}},
		})
	}
}

func TestShapesOfParts(t *testing.T) {
	const gone = `{"NotFound":{"code":404,"message":"Not Found","details":"VPS не найдена"}}`
	tests := []struct {
		name, list, path string
		answer           http.HandlerFunc
		items            int
		complete         bool
		kind             providers.ErrorKind
	}{
		{"one backup as an object", "backups", "/backup/getlist", answer(200, `{"backups":{"backup":{"file":2,"size":"4.2","price":"x"}}}`), 1, true, ""},
		{"one backup, bare", "backups", "/backup/getlist", answer(200, `{"backups":{"file":"2","date":""}}`), 1, true, ""},
		{"no backup", "backups", "/backup/getlist", answer(200, `{"backups":{"backup":[]}}`), 0, true, ""},
		{"empty text", "backups", "/backup/getlist", answer(200, `{"backups":""}`), 0, true, ""},
		{"nothing", "backups", "/backup/getlist", answer(204, ""), 0, true, ""},
		{"a backup without a number", "backups", "/backup/getlist", answer(200, `{"backups":[{"file":"2"},{"file":"../3"}]}`), 1, false, ""},
		{"no such server", "backups", "/backup/getlist", answer(404, gone), 0, false, providers.ErrNotFound},
		{"no such server, 400", "subnets", "/ips/getsubnets/", answer(400, `{"code":400,"details":"VPS не найден"}`), 0, false, providers.ErrNotFound},
		{"refused", "subnets", "/ips/getsubnets/", answer(400, `{"code":400,"details":"Ошибка запроса"}`), 0, false, providers.ErrConflict},
		{"a page", "subnets", "/ips/getsubnets/", answer(200, "<html>"), 0, false, providers.ErrUnexpected},
		{"one subnet", "subnets", "/ips/getsubnets/", answer(200, `{"nets":{"net":{"ip_subnet":"1.2.3.*","current":1}}}`), 1, true, ""},
		{"a subnet without a range", "subnets", "/ips/getsubnets/", answer(200, `{"nets":[{"current":"1"}]}`), 0, false, ""},
		{"no address yet", "addresses", "/ips", answer(200, `{"addresses":{"public":null}}`), 0, true, ""},
		{"no addresses at all", "addresses", "/ips", answer(200, `{"addresses":[]}`), 0, true, ""},
		{"one address", "addresses", "/ips", answer(200, `{"addresses":{"public":{"ip":{"addr":"1.2.3.4","isp":"1"}}}}`), 1, true, ""},
		{"a private one too", "addresses", "/ips", answer(200, `{"addresses":{"public":["1.2.3.4"],"private":["10.0.0.1"]}}`), 2, true, ""},
		{"an address that is none", "addresses", "/ips", answer(200, `{"addresses":{"public":["a.b"]}}`), 0, false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("GET /servers/60"+tt.path, tt.answer)
			got, err := partNamed(t, f, tt.list).Read(t.Context())
			if providers.KindOf(err) != tt.kind || len(got.Items) != tt.items || got.Complete != tt.complete {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

func TestPartIDs(t *testing.T) {
	if server, part, ok := splitPartID(partID("60", "2")); server != "60" || part != "2" || !ok {
		t.Errorf("%q, %q, %v", server, part, ok)
	}
	for _, id := range []string{"", "60", "60/", "/2", "60/2/3"} {
		if _, _, ok := splitPartID(id); ok {
			t.Errorf("%q is taken", id)
		}
	}
}

func TestSampleOfARecord(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/60/log/", sample(t, "clo-12.json"))
	got, err := f.client.ServerLog(t.Context(), providers.Ref{ID: "60"})
	if err != nil || len(got) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	const client = "Клиент (панель)"
	same(t, "first", got[0], providers.LogEntry{ID: "86097442", At: at(t, "2011-12-25 00:13:50"), What: "Старт", Who: client, Outcome: "ОК"})
	same(t, "second", got[1], providers.LogEntry{ID: "86097082", At: at(t, "2011-12-25 00:12:30"), What: "Выключение", Who: client, Outcome: "ОК"})
	same(t, "third", got[2], providers.LogEntry{ID: "85942222", At: at(t, "2011-12-13 08:45:49"), What: "Перезагрузка", Who: "Cloud Core", Outcome: "ОК"})
}

func TestRecordIsSortedAndMayBeMissing(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/60/log/", answer(200, `{"logs":[
		{"id":1,"command":"a"},{"id":"3","date":"01.03.2024 10:00:00"},{"id":4,"date":"01.03.2024 10:00:00"},{"id":2,"date":"02.03.2024 10:00:00"}]}`))
	got, err := f.client.ServerLog(t.Context(), providers.Ref{ID: "60"})
	order := ""
	for _, e := range got {
		order += e.ID
	}
	if err != nil || order != "2431" {
		t.Errorf("order %s, %v", order, err)
	}
	f.on("GET /servers/60/log/", answer(404, file(t, "error-flat.json")))
	if _, err := f.client.ServerLog(t.Context(), providers.Ref{ID: "60"}); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("no such server: %v", err)
	}
}
