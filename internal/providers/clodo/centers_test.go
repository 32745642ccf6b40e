package clodo

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func TestServersOfAllDataCenters(t *testing.T) {
	s := newSites(t, "")
	got, complete := s.places()
	if got != "1 Oversun, 2 Oversun, 3 Miran" || !complete {
		t.Errorf("%s, %v", got, complete)
	}
	calls := s.asked()
	slices.Sort(calls)
	if want := []string{" GET /user", "a GET /servers/detail", "b GET /servers/detail"}; !slices.Equal(calls, want) {
		t.Errorf("asked %q", calls)
	}
	s.places()
	if calls := s.asked(); len(calls) != 2 {
		t.Errorf("the second time %q", calls)
	}
	s.change(func() { s.now = s.now.Add(7 * time.Hour) })
	s.places()
	if calls := s.asked(); calls[0] != " GET /user" {
		t.Errorf("after seven hours %q", calls)
	}
}

// TestLocationIsStable: a server that several hosts list belongs to the first,
// and while that one fails, to where it was seen last.
func TestLocationIsStable(t *testing.T) {
	s := newSites(t, "")
	for _, step := range []struct {
		name     string
		do       func()
		want     string
		complete bool
	}{
		{"both list 2", func() { s.made["b"] = "2 3" }, "1 Oversun, 2 Oversun, 3 Miran", true},
		{"the first fails", func() { s.down["a"] = true }, "2 Oversun, 3 Miran", false},
		{"it goes on to fail", func() {}, "2 Oversun, 3 Miran", false},
		{"it is back", func() { s.down["a"] = false }, "1 Oversun, 2 Oversun, 3 Miran", true},
		{"the second fails", func() { s.down["b"] = true }, "1 Oversun, 2 Oversun", false},
		{"the profile fails later", func() { s.down["b"], s.down["profile"], s.now = false, true, s.now.Add(24*time.Hour) },
			"1 Oversun, 2 Oversun, 3 Miran", true},
		{"the profile names none", func() { s.down["profile"], s.dcs, s.now = false, nil, s.now.Add(24*time.Hour) },
			"1 Oversun, 2 Oversun, 3 Miran", true},
		{"it moves", func() { s.made["a"] = "1" }, "1 Oversun, 2 Miran, 3 Miran", true},
	} {
		s.change(step.do)
		if got, complete := s.places(); got != step.want || complete != step.complete {
			t.Errorf("%s: %s, complete is %v", step.name, got, complete)
		}
	}
}

func TestAllHostsFail(t *testing.T) {
	s := newSites(t, "")
	s.change(func() { s.down["a"], s.down["b"] = true, true })
	if got, err := s.client.listServers(t.Context()); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestNoGuessedLocation: as long as nothing is known of the data centers, a
// list would put every server where it is not.
func TestNoGuessedLocation(t *testing.T) {
	s := newSites(t, "")
	s.change(func() { s.down["profile"] = true })
	if got, err := s.client.listServers(t.Context()); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("%+v, %v", got, err)
	}
	ref := providers.Ref{ID: "3", Location: "Miran"}
	if _, err := s.client.Server(t.Context(), providers.Ref{ID: "3"}); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("a read: %v", err)
	}
	if err := s.client.Stop(intent(t.Context(), "CLO-10"), ref); providers.KindOf(err) != providers.ErrUnavailable || !providers.Refused(err) {
		t.Errorf("a write: %v", err)
	}
	for _, call := range s.asked() {
		if call != " GET /user" {
			t.Errorf("asked %q", call)
		}
	}
}

func TestWithoutDataCenters(t *testing.T) {
	for name, change := range map[string]func(s *sites){
		"none":                func(s *sites) { s.dcs = nil },
		"none of its own":     func(s *sites) { s.dcs = []string{"1 api.mn.clodo.ru Miran", "2 evil.example Evil", "4 HOST:1 x"} },
		"none with a host":    func(s *sites) { s.dcs = []string{"1  Miran"} },
		"the profile refused": func(s *sites) { s.down["forbidden"] = true },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSites(t, "")
			s.client.here = "KIAE House"
			s.change(func() { change(s) })
			if got, complete := s.places(); got != "1 KIAE House, 2 KIAE House, 3 KIAE House" || !complete {
				t.Errorf("%s, %v", got, complete)
			}
			got, err := s.client.listCenters(t.Context())
			if err != nil || len(got.Items) != 0 || !got.Complete {
				t.Errorf("data centers: %+v, %v", got, err)
			}
		})
	}
}

// TestUntrustedHostIsNotAsked: one address is not Clodo's, so its data center
// stays unknown and the list incomplete.
func TestUntrustedHostIsNotAsked(t *testing.T) {
	s := newSites(t, "")
	s.change(func() { s.dcs[1] = "3 evil.example Miran" })
	if got, complete := s.places(); got != "1 Oversun, 2 Oversun" || complete {
		t.Errorf("%s, %v", got, complete)
	}
}

func TestCallsGoToTheDataCenter(t *testing.T) {
	s := newSites(t, "")
	ctx := intent(t.Context(), "CLO-10")
	miran := providers.Ref{ID: "3", Location: "Miran"}
	for _, step := range []struct {
		name string
		ref  providers.Ref
		want []string
	}{
		{"after a restart", miran, []string{" GET /user", "b POST /servers/3/action"}},
		{"known", miran, []string{"b POST /servers/3/action"}},
		{"a location of before", providers.Ref{ID: "3", Location: "Elsewhere"}, []string{" POST /servers/3/action"}},
		{"no location", providers.Ref{ID: "3"}, []string{" POST /servers/3/action"}},
	} {
		if err := s.client.Stop(ctx, step.ref); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if calls := s.asked(); !slices.Equal(calls, step.want) {
			t.Errorf("%s: asked %q", step.name, calls)
		}
	}
}

// TestServerWithoutALocation: one that was just made by the main host is looked
// for in the data centers, and by the host of a data center there alone.
func TestServerWithoutALocation(t *testing.T) {
	for _, tt := range []struct {
		own, id, location string
		want              []string
	}{
		{"", "3", "Miran", []string{" GET /user", "a GET /servers/3", "b GET /servers/3", "b GET /servers/3"}},
		{"", "1", "Oversun", []string{" GET /user", "a GET /servers/1", "a GET /servers/1"}},
		{"b", "3", "Miran", []string{"b GET /user", "b GET /servers/3", "b GET /servers/3"}},
		{"", "9", "", []string{" GET /user", "a GET /servers/9", "b GET /servers/9", "a GET /servers/9", "b GET /servers/9"}},
		{"b", "1", "", []string{"b GET /user", "b GET /servers/1", "b GET /servers/1"}},
	} {
		s := newSites(t, tt.own)
		for range 2 {
			o, err := s.client.Server(t.Context(), providers.Ref{ID: tt.id})
			if found := err == nil; found != (tt.location != "") || o.Location != tt.location {
				t.Errorf("%s at %q: %+v, %v", tt.id, tt.own, o, err)
			}
			if err != nil && providers.KindOf(err) != providers.ErrNotFound {
				t.Error(err)
			}
		}
		if calls := s.asked(); !slices.Equal(calls, tt.want) {
			t.Errorf("%s at %q: asked %q", tt.id, tt.own, calls)
		}
	}
}

// TestServerWhereOneHostFails: that the others lack it does not prove that it
// does not exist.
func TestServerWhereOneHostFails(t *testing.T) {
	s := newSites(t, "")
	s.change(func() { s.down["b"] = true })
	if _, err := s.client.Server(t.Context(), providers.Ref{ID: "3"}); providers.KindOf(err) != providers.ErrUnavailable {
		t.Error(err)
	}
}

func TestDataCenters(t *testing.T) {
	s := newSites(t, "b")
	s.change(func() { s.dcs = append(s.dcs, "5 HOST/c Miran", " HOST/d ", "6 HOST/b Twice") })
	got, err := s.client.listCenters(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 4 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "Miran", got.Items[1], providers.Observation{
		Kind: providers.KindLocation, ID: "3", Name: "Miran", State: providers.Available,
		Facts: providers.NamedFacts{Title: "Miran", Details: []providers.Detail{
			{Label: "API host", Value: s.host + "/b"}, {Label: "New servers", Value: "Made here"}}},
	})
	for i, want := range []string{"1 Oversun", "3 Miran", "5 HOST/c", "HOST/d HOST/d"} {
		if o := got.Items[i]; o.ID+" "+o.Name != strings.ReplaceAll(want, "HOST", s.host) {
			t.Errorf("%s %s, want %s", o.ID, o.Name, want)
		}
	}
	if _, err := s.client.listCenters(t.Context()); err != nil || len(s.asked()) != 1 {
		t.Error("what was just read is read again")
	}
}

func TestVerifyAsksEveryDataCenter(t *testing.T) {
	s := newSites(t, "")
	s.change(func() { s.made["b"] = "2 3" })
	report, err := s.client.Verify(t.Context())
	if err != nil || report.Servers != 3 || report.Findings[2] != "Servers by data center: Oversun (2), Miran (2)." {
		t.Errorf("%+v, %v", report, err)
	}
	s.change(func() { s.down["b"] = true })
	report, err = s.client.Verify(t.Context())
	if err != nil || report.Servers != 2 || report.Findings[2] != "Servers by data center: Oversun (2), Miran (no answer)." {
		t.Errorf("%+v, %v", report, err)
	}
	s.change(func() { s.down["a"] = true })
	if _, err := s.client.Verify(t.Context()); providers.KindOf(err) != providers.ErrUnavailable {
		t.Error(err)
	}
}

// TestSampleOfALogin replays the documented answer to CLO-01: the token of the
// answer goes to the address of the answer.
func TestSampleOfALogin(t *testing.T) {
	road := &recorded{login: file(t, "clo-01.http")}
	s := &sites{t: t}
	s.open(form.Values{fieldLogin: "jdoe"}, providers.Kit{Reads: road})
	if _, err := s.client.brief(t.Context(), s.client.own); err != nil {
		t.Fatal(err)
	}
	login, call := road.requests[0], road.requests[1]
	if login.URL.String() != "https://api.clodo.ru/" || login.Header.Get(headerUser) != "jdoe" || login.Header.Get(headerKey) != "key" {
		t.Errorf("signed in at %s with %v", login.URL, login.Header)
	}
	if call.URL.String() != "https://api.clodo.ru/v1/servers" || call.Header.Get(headerToken) != "eaaafd18-0fed-4b3a-81b4-663c99ec1cbb" ||
		call.Header.Get(headerKey) != "" {
		t.Errorf("called %s with %v", call.URL, call.Header)
	}
}

func TestSiblingHosts(t *testing.T) {
	for _, tt := range []struct{ home, apihost, want string }{
		{"https://api.clodo.ru", "api.mn.clodo.ru", "https://api.mn.clodo.ru"},
		{"https://api.clodo.ru", "API.MN.CLODO.RU/", "https://API.MN.CLODO.RU"},
		{"https://api.clodo.ru", "https://api.mn.clodo.ru", "https://api.mn.clodo.ru"},
		{"https://api.clodo.ru", "http://api.mn.clodo.ru", ""},
		{"https://api.clodo.ru", "api.mn.clodo.ru:8443", ""},
		{"https://api.clodo.ru", "api.mn.clodo.ru.evil.example", ""},
		{"https://api.clodo.ru", "api.clodo.ru@evil.example", ""},
		{"https://api.clodo.ru", "api.mn.clodo.ru?x=1", ""},
		{"https://api.clodo.ru", "%zz", ""},
		{"https://api.clodo.ru", "127.0.0.1", ""},
		{"http://127.0.0.1:9000/clodo", "127.0.0.1:9000/clodo/mn", "http://127.0.0.1:9000/clodo/mn"},
		{"http://127.0.0.1:9000/clodo", "127.0.0.1:9001/clodo/mn", ""},
		{"http://127.0.0.1:9000/clodo", "api.mn.clodo.ru", ""},
		{"http://127.0.0.1:9000/clodo", "https://api.mn.clodo.ru", ""},
	} {
		got := ""
		if u := siblingOf(parsed(t, tt.home), tt.apihost); u != nil {
			got = u.String()
		}
		if got != tt.want {
			t.Errorf("%s from %s: %q", tt.apihost, tt.home, got)
		}
	}
}

func TestProfileIsReadForItsDataCentersAlone(t *testing.T) {
	for body, kind := range map[string]providers.ErrorKind{
		`{"user":{"users_id":1,"dcs":{"dc":{"id":1,"apihost":"x"}}}}`: "",
		`{"user":{"users_login":"jdoe","dcs":null}}`:                  "",
		`{"user":{"users_login":"jdoe","dcs":"1,2"}}`:                 "",
		`{"users_id":"1","dcs":[]}`:                                   "",
		`{"maintenance":true}`:                                        providers.ErrUnexpected,
		`{}`:                                                          providers.ErrUnexpected,
	} {
		f := newFake(t)
		f.on("GET /user/", answer(http.StatusOK, body))
		if _, err := f.client.profile(t.Context()); providers.KindOf(err) != kind {
			t.Errorf("%s: %v", body, err)
		}
	}
}
