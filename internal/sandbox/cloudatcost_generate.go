package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// generate adds n servers, for demonstrations and measurements.
func (w *cacWorld) generate(n int, now time.Time) {
	for range n {
		s := w.newGenerated(now)
		w.servers = append(w.servers, s)
		switch begun := now.Add(-time.Duration(1+w.shared.random.IntN(72)) * time.Hour); {
		case s.status == cacPending:
			w.tasks = append(w.tasks, &cacTask{
				id: w.shared.newTaskID(), server: s.sid, action: "poweron", status: cacTaskPending, begun: begun,
			})
		case w.shared.random.IntN(8) == 0:
			w.tasks = append(w.tasks, &cacTask{
				id: w.shared.newTaskID(), server: s.sid, action: "reset", status: cacTaskCompleted,
				begun: begun, ended: begun.Add(time.Minute),
			})
		}
	}
}

// cacGeneratedKinds are the types of server: that of the sample, and one that
// published clients of the API know.
var cacGeneratedKinds = []string{"Custom", "cloudpro"}

func (w *cacWorld) newGenerated(now time.Time) *cacServer {
	p, random := w.shared, w.shared.random
	p.lastSID++
	ram, storage := 512<<random.IntN(4), 10*(1+random.IntN(8))
	s := &cacServer{
		id: fmt.Sprint(2500000 + p.lastSID), sid: fmt.Sprint(p.lastSID), uid: fmt.Sprint(600000000 + p.lastSID),
		customer: w.user, pack: fmt.Sprint(20000 + random.IntN(5000)),
		name: "localhost", label: generatedName(random.IntN(len(generatedRoles)), p.lastSID),
		vm:   fmt.Sprintf("c%s-CloudPRO-%d", w.user, p.lastSID),
		host: fmt.Sprintf("c%s-cloudpro-%d.cloudatcost.com", w.user, p.lastSID),
		ip:   p.newIP(), netmask: "255.255.255.0", rootPass: p.newPassword(), vncPass: p.newPassword(),
		vncPort: fmt.Sprint(10000 + random.IntN(50000)), kind: cacGeneratedKinds[random.IntN(len(cacGeneratedKinds))],
		template: cacTemplates[random.IntN(len(cacTemplates))].detail,
		cpu:      fmt.Sprint(1 + random.IntN(8)), cpuUsage: "0", ram: fmt.Sprint(ram), ramUsage: "0",
		storage: fmt.Sprint(storage), hdUsage: "0",
		made:   now.Add(-time.Duration(1+random.IntN(900)) * 24 * time.Hour),
		status: cacGeneratedStatus(random.IntN(100)), mode: "Normal",
	}
	s.gateway = s.ip[:strings.LastIndex(s.ip, ".")] + ".1"
	if s.status == cacOn {
		w.load(s, float64(ram), float64(storage))
	}
	return s
}

func (w *cacWorld) load(s *cacServer, ram, storage float64) {
	random := w.shared.random
	s.cpuUsage = fmt.Sprint(random.IntN(2000))
	s.ramUsage = fmt.Sprintf("%.3f", ram*random.Float64())
	s.hdUsage = fmt.Sprintf("%.9f", storage*random.Float64())
}

func cacGeneratedStatus(percent int) string {
	switch {
	case percent < 80:
		return cacOn
	case percent < 95:
		return cacOff
	}
	return cacPending
}

func (p *cloudAtCost) newTaskID() string {
	p.lastTask++
	return fmt.Sprint(p.lastTask)
}

func (p *cloudAtCost) newIP() string {
	n := p.lastIP
	p.lastIP++
	return fmt.Sprintf("167.88.%d.%d", n/250%250, 2+n%250)
}

func (p *cloudAtCost) newPassword() string {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
	var b strings.Builder
	for range 12 {
		b.WriteByte(letters[p.random.IntN(len(letters))])
	}
	return b.String()
}
