package clodo

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// sites is a Clodo of several hosts, which are the first words of its paths: ""
// for the main one. A token is good at its own host alone.
type sites struct {
	t      *testing.T
	client *Client
	host   string

	mu    sync.Mutex
	now   time.Time
	dcs   []string          // of the profile: "id apihost title"
	made  map[string]string // the servers of a host, "id id"
	down  map[string]bool   // hosts that do not answer, "profile" for CLO-35
	calls []string          // "host method path"
}

func newSites(t *testing.T, own string) *sites {
	t.Helper()
	s := &sites{
		t: t, now: time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC), down: map[string]bool{},
		made: map[string]string{"": "1 2 3", "a": "1 2", "b": "3"},
		dcs:  []string{"1 HOST/a Oversun", "3 HOST/b Miran"},
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.host = strings.TrimPrefix(server.URL, "http://")
	reads, writes := wire.Transports([]string{s.host})
	t.Cleanup(reads.CloseIdleConnections)
	endpoint, err := url.JoinPath(server.URL, own)
	if err != nil {
		t.Fatal(err)
	}
	s.open(form.Values{fieldLogin: "jdoe", fieldEndpoint: endpoint}, providers.Kit{Reads: reads, Writes: writes, Now: s.clock})
	return s
}

func (s *sites) open(settings form.Values, kit providers.Kit) {
	client, err := Vendor().Open(settings, form.Values{fieldKey: "key"}, kit)
	if err != nil {
		s.t.Fatal(err)
	}
	s.client = client.(*Client)
}

func (s *sites) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// change changes the hosts or the clock between calls.
func (s *sites) change(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
}

// asked returns the calls since the last time, without sign-ins.
func (s *sites) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	calls := s.calls
	s.calls = nil
	return calls
}

func (s *sites) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before, path, _ := strings.Cut(strings.TrimSuffix(r.URL.Path, "/"), "/v1")
	site := strings.Trim(before, "/")
	switch {
	case path == "":
		w.Header().Set(headerRoot, "http://"+s.host+strings.TrimSuffix("/"+site, "/")+"/v1")
		w.Header().Set(headerToken, "token-of:"+site)
		w.WriteHeader(http.StatusNoContent)
		return
	case r.Header.Get(headerToken) != "token-of:"+site:
		s.t.Errorf("%s got %q", site, r.Header.Get(headerToken))
	}
	s.calls = append(s.calls, site+" "+r.Method+" "+path)
	switch {
	case s.down[site], path == "/user" && s.down["profile"]:
		w.WriteHeader(http.StatusBadGateway)
	case path == "/user" && s.down["forbidden"]:
		w.WriteHeader(http.StatusForbidden)
	case path == "/user":
		_, _ = w.Write([]byte(s.profile()))
	case path == "/servers/detail", path == "/servers":
		s.list(w, site)
	case strings.HasSuffix(path, "/action"):
		w.WriteHeader(http.StatusNoContent)
	default:
		s.one(w, site, strings.TrimPrefix(path, "/servers/"))
	}
}

func (s *sites) profile() string {
	var centers []string
	for _, dc := range s.dcs {
		words := strings.SplitN(strings.ReplaceAll(dc, "HOST", s.host), " ", 3)
		centers = append(centers, fmt.Sprintf(`{"id":%q,"apihost":%q,"title":%q}`, words[0], words[1], words[2]))
	}
	return `{"user":{"users_id":"123","users_family":"Петров","dcs":[` + strings.Join(centers, ",") + `]}}`
}

func (s *sites) list(w http.ResponseWriter, site string) {
	var servers []string
	for id := range strings.FieldsSeq(s.made[site]) {
		servers = append(servers, `{"id":"`+id+`"}`)
	}
	_, _ = w.Write([]byte(`{"servers":[` + strings.Join(servers, ",") + `]}`))
}

func (s *sites) one(w http.ResponseWriter, site, id string) {
	for made := range strings.FieldsSeq(s.made[site]) {
		if made == id {
			_, _ = w.Write([]byte(`{"server":{"id":` + id + `,"status":"is_running"}}`))
			return
		}
	}
	w.WriteHeader(http.StatusNotFound)
}

// places lists the servers and returns where each is, "1 Oversun", and whether
// the list is complete.
func (s *sites) places() (string, bool) {
	s.t.Helper()
	got, err := s.client.listServers(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	var words []string
	for _, o := range got.Items {
		words = append(words, o.ID+" "+o.Location)
	}
	return strings.Join(words, ", "), got.Complete
}

// recorded is a transport that answers a login with a recorded answer and all
// else with an empty list.
type recorded struct {
	login    string
	requests []*http.Request
}

func (r *recorded) RoundTrip(req *http.Request) (*http.Response, error) {
	r.requests = append(r.requests, req)
	text := "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
	if req.URL.Path == "/" {
		text = strings.ReplaceAll(strings.TrimSpace(r.login), "\n", "\r\n") + "\r\n\r\n"
	}
	return http.ReadResponse(bufio.NewReader(strings.NewReader(text)), req)
}

func parsed(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
