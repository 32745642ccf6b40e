package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Statuses of a server. The document shows only is_running; the others are
// known from published clients of the API.
const (
	clodoRunning   = "is_running"
	clodoStopped   = "is_disabled"
	clodoRequest   = "is_request" // work is queued or under way
	clodoInstall   = "is_install"
	clodoFailed    = "is_error"
	clodoSuspended = "is_suspended"
)

// clodoWorld is what one account has at Clodo.
type clodoWorld struct {
	shared  *clodo
	login   string
	user    int // number of the account
	balance int // roubles
	servers []*clodoServer
	jobs    []*clodoJob // oldest first
	tickets []*clodoTicket
	zones   []*clodoDNSZone
}

func newClodoWorld(p *clodo, login string) *clodoWorld {
	return &clodoWorld{shared: p, login: login, user: 123 + len(p.byName), balance: 1234}
}

// clodoServer is one VPS; sizes are in MB, the disk's in GB.
type clodoServer struct {
	id                        int
	name, kind, status        string
	center                    string // short name of the data center
	image                     int
	memory, memoryMax, hdd    int
	ips                       []string // the first one is primary
	vnc                       string
	rootPass, userPass, vncPW string
	created, started          time.Time
	paidUntil                 time.Time
	uptime                    string // as a sample has it, "" to compute it
	load                      clodoLoad
	phases                    []clodoPhase
	down                      []clodoSpan
	past                      []*clodoJob // before the panel, oldest first
	backups                   []clodoBackup
	license                   bool // ISP, on the primary address
	set                       clodoSettings
	leaving                   bool // being deleted
	gone                      bool
}

// clodoPhase is a change that waits for its time.
type clodoPhase struct {
	due   time.Time
	apply func(s *clodoServer, at time.Time)
}

func (s *clodoServer) busy() bool { return len(s.phases) > 0 }

// settle applies all changes that are due.
func (w *clodoWorld) settle(now time.Time) {
	w.settleTickets(now)
	lost := false
	for _, s := range w.servers {
		for s.busy() && !now.Before(s.phases[0].due) {
			step := s.phases[0]
			s.phases = s.phases[1:]
			step.apply(s, step.due)
		}
		s.settlePlans(now)
		lost = lost || s.gone
	}
	if lost {
		w.servers = slices.DeleteFunc(w.servers, func(s *clodoServer) bool { return s.gone })
	}
}

// server finds the server with the id of the path, among those that the
// called host knows.
func (w *clodoWorld) server(site, id string) (*clodoServer, bool) {
	n, err := strconv.Atoi(id)
	if err != nil {
		return nil, false
	}
	for _, s := range w.servers {
		if s.id == n && s.at(site) {
			return s, true
		}
	}
	return nil, false
}

// at reports whether the host of a data center knows the server; the main
// host knows all.
func (s *clodoServer) at(site string) bool {
	center, ok := clodoCenterOf(site)
	return !ok || center.name == s.center
}

type clodoCenter struct{ id, name, host, title string }

var clodoCenters = []clodoCenter{
	{"1", "oversun", "api.oversun.clodo.ru", "Oversun"},
	{"2", "kh", "api.kh.clodo.ru", "KIAE House"},
	{"3", "mn", "api.mn.clodo.ru", "Miran"},
}

func clodoCenterOf(host string) (clodoCenter, bool) {
	i := slices.IndexFunc(clodoCenters, func(c clodoCenter) bool { return c.host == host })
	if i < 0 {
		return clodoCenter{}, false
	}
	return clodoCenters[i], true
}

func (p *clodo) newID() int {
	p.lastID++
	return p.lastID
}

func (p *clodo) newIP() string {
	n := p.lastIP
	p.lastIP++
	return fmt.Sprintf("62.%d.%d.%d", 76+n/(250*250), n/250%250, 2+n%250)
}

func (p *clodo) newPassword() string {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
	var b strings.Builder
	for range 10 {
		b.WriteByte(letters[p.random.IntN(len(letters))])
	}
	return b.String()
}
