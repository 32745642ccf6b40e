package sandbox

import (
	"fmt"
	"time"
)

// generate adds n servers of many kinds, for demonstrations and measurements.
func (w *clodoWorld) generate(n int, now time.Time) {
	if n > 0 {
		w.addTickets(now)
		w.addZones(now)
		w.balance += 800 * n
	}
	for range n {
		w.servers = append(w.servers, w.newGenerated(now))
	}
}

func (w *clodoWorld) newGenerated(now time.Time) *clodoServer {
	p, random := w.shared, w.shared.random
	image := clodoImages[random.IntN(len(clodoImages))]
	s := w.newServer(p.newID(), clodoCenters[random.IntN(p.centers)].name)
	s.name = generatedName(random.IntN(len(generatedRoles)), s.id)
	s.kind, s.image = image.kind, image.id
	s.memory = 256 << random.IntN(6)
	s.memoryMax = s.memory
	if s.kind == clodoScale {
		s.memoryMax *= 2
	}
	s.hdd = 5 * (1 + random.IntN(20))
	s.created = now.Add(-time.Duration(1+random.IntN(900*24)) * time.Hour)
	s.started = s.created.Add(time.Duration(random.Int64N(int64(now.Sub(s.created)))))
	s.paidUntil = now.Add(time.Duration(1+random.IntN(60*24)) * time.Hour)
	s.status = generatedStatus(random.IntN(100))
	s.ips = []string{p.newIP()}
	if random.IntN(4) == 0 {
		s.ips = append(s.ips, p.newIP())
	}
	if s.status == clodoRunning {
		s.load = w.randomLoad(s)
	} else {
		s.down = []clodoSpan{{from: s.started.Add(now.Sub(s.started) / 2)}}
	}
	s.addHistory(now)
	return s
}

// newServer returns a server with what every new one has.
func (w *clodoWorld) newServer(id int, center string) *clodoServer {
	p := w.shared
	return &clodoServer{
		id: id, center: center, load: idleLoad,
		vnc:      fmt.Sprintf("188.127.239.206:%d", 5900+id%1000),
		rootPass: p.newPassword(), userPass: p.newPassword(), vncPW: p.newPassword(),
	}
}

var idleLoad = clodoLoad{"0", "0.00", "0", "0.00", "0.00", "0.00", "0.00", "0"}

func (w *clodoWorld) randomLoad(s *clodoServer) clodoLoad {
	random := w.shared.random
	cpu, mem, disk := 100*random.Float64(), 5+90*random.Float64(), random.IntN(100)
	used := float64(s.memory) * mem / 100
	percent := func(v float64) string { return fmt.Sprintf("%.2f", v) }
	return clodoLoad{
		mem: percent(mem), cpu: percent(cpu), disk: fmt.Sprint(disk),
		cpuMin: percent(cpu / 2), cpuMax: percent(min(100, cpu*1.5)),
		memMin: percent(used * 0.9), memMax: percent(used * 1.05),
		hddMB: fmt.Sprint(s.hdd * 1024 * disk / 100),
	}
}

var generatedRoles = []string{"web", "db", "mail", "cache", "worker", "proxy", "build", "backup", "monitor", "vpn"}

func generatedName(role, id int) string {
	return fmt.Sprintf("%s-%04d.example.org", generatedRoles[role], id)
}

// generatedStatus makes most servers run and leaves some in each other state
// that lasts.
func generatedStatus(percent int) string {
	switch {
	case percent < 84:
		return clodoRunning
	case percent < 97:
		return clodoStopped
	case percent < 99:
		return clodoSuspended
	}
	return clodoFailed
}
