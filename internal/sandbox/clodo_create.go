package sandbox

import (
	"strconv"
	"time"
)

type clodoCreated struct {
	ID        int    `json:"id"`
	Name      string `json:"name"`
	ImageID   string `json:"imageId"`
	AdminPass string `json:"adminPass"`
}

// createServer answers CLO-06. Two equal orders make two servers.
func (w *clodoWorld) createServer(c *call) reply {
	root, in := readClodoInput(c)
	if root != "server" {
		in.fail("Ошибка разбора параметра server")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	order := readClodoOrder(in)
	if in.problem != "" {
		return w.bad(in.problem)
	}
	s := w.install(order, c)
	c.changed(strconv.Itoa(s.id), "name", s.name, "type", s.kind, "size", order.size(),
		"image", strconv.Itoa(s.image), "preset", order.preset)
	return clodoOK("server", clodoCreated{
		ID: s.id, Name: s.name, ImageID: strconv.Itoa(s.image), AdminPass: s.rootPass,
	})
}

// install queues the making of a server in the data center of the called
// host; the main host makes it in the first one.
func (w *clodoWorld) install(o clodoOrder, c *call) *clodoServer {
	center, ok := clodoCenterOf(c.site)
	if !ok {
		center = clodoCenters[0]
	}
	s := w.newServer(w.shared.newID(), center.name)
	s.name, s.kind, s.image = o.name, o.kind, o.image
	s.memory, s.memoryMax, s.hdd = o.memory, o.memoryMax, o.hdd
	w.servers = append(w.servers, s)
	w.work(s, "Создание", c.now, setStatus(clodoInstall), func(s *clodoServer, at time.Time) {
		s.ips = []string{w.shared.newIP()}
		s.created, s.paidUntil = at, o.paidUntil(at)
		s.set.period, s.set.periods = o.period, o.periods
		s.run(at)
	})
	return s
}
