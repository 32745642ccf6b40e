package sandbox

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// clodoSubnetRoom is how many addresses of a subnet are given out, so that one
// of them runs dry soon.
var clodoSubnetRoom = map[string]int{"62.76.47.*": 2}

// addIP answers CLO-21, which tells nothing of the address that it adds.
func (w *clodoWorld) addIP(c *call) reply {
	s, in, refused := w.changeIPs(c, true)
	if s == nil {
		return refused
	}
	in.only("subnet")
	subnet, ip := in.text("subnet"), ""
	switch {
	case in.problem != "":
		return w.bad(in.problem)
	case subnet == "":
		ip = w.shared.newIP()
	case !slices.Contains(s.subnets(), subnet):
		return w.bad("Подсеть недоступна для VPS")
	default:
		if ip = w.shared.newIPOf(subnet); ip == "" {
			return w.bad("В подсети нет свободных адресов")
		}
	}
	s.ips = append(s.ips, ip)
	w.note(c, s, "Добавление IP-адреса")
	c.changed(strconv.Itoa(s.id), "ip", ip, "subnet", subnet)
	return clodoDone()
}

// removeIP answers CLO-22.
func (w *clodoWorld) removeIP(c *call) reply {
	s, in, refused := w.changeIPs(c, false)
	if s == nil {
		return refused
	}
	ip := in.required("ip")
	at := slices.Index(s.ips, ip)
	switch {
	case in.problem != "":
		return w.bad(in.problem)
	case at < 0:
		return w.bad("IP-адрес не найден на VPS")
	case at == 0:
		return w.bad("Основной IP-адрес удалить нельзя")
	}
	s.ips = slices.Delete(slices.Clone(s.ips), at, at+1)
	w.note(c, s, "Удаление IP-адреса")
	c.changed(strconv.Itoa(s.id), "ip", ip)
	return clodoDone()
}

// moveIP answers CLO-23. The path names the server that gets the address.
func (w *clodoWorld) moveIP(c *call) reply {
	s, in, refused := w.changeIPs(c, false)
	if s == nil {
		return refused
	}
	ip := in.required("ip")
	from := w.holder(ip)
	switch {
	case in.problem != "":
		return w.bad(in.problem)
	case from == nil:
		return w.bad("IP-адрес не найден")
	case from == s:
		return w.bad("IP-адрес уже находится на этой VPS")
	case from.center != s.center:
		return w.bad("VPS находятся в разных дата-центрах")
	case from.ips[0] == ip:
		return w.bad("Переносить можно только дополнительные адреса")
	case from.busy():
		return w.bad("На VPS уже выполняется другая операция")
	}
	from.ips = slices.DeleteFunc(slices.Clone(from.ips), func(x string) bool { return x == ip })
	s.ips = append(slices.Clone(s.ips), ip)
	w.note(c, s, "Перенос IP-адреса")
	c.changed(strconv.Itoa(s.id), "ip", ip, "from", strconv.Itoa(from.id))
	return clodoDone()
}

// changeIPs finds the server of the path and reads the values of the body,
// which may be left out where none is required.
func (w *clodoWorld) changeIPs(c *call, empty bool) (*clodoServer, *clodoInput, reply) {
	in := &clodoInput{values: map[string]any{}}
	if !empty || len(bytes.TrimSpace(c.body)) > 0 {
		in = readClodoValues(c)
	}
	s, ok := w.server(c.site, c.args[0])
	switch {
	case in.problem != "":
		return nil, in, w.bad(in.problem)
	case !ok || s.leaving:
		return nil, in, w.notFound("VPS не найдена")
	case s.busy():
		return nil, in, w.bad("На VPS уже выполняется другая операция")
	}
	return s, in, reply{}
}

func (w *clodoWorld) holder(ip string) *clodoServer {
	i := slices.IndexFunc(w.servers, func(s *clodoServer) bool { return slices.Contains(s.ips, ip) })
	if i < 0 {
		return nil
	}
	return w.servers[i]
}

// subnets are those of the server's own addresses, then those offered to all.
func (s *clodoServer) subnets() []string {
	nets := []string{}
	for _, ip := range s.ips {
		if net := ip[:strings.LastIndexByte(ip, '.')] + ".*"; !slices.Contains(nets, net) {
			nets = append(nets, net)
		}
	}
	for _, net := range clodoSubnets {
		if !slices.Contains(nets, net) {
			nets = append(nets, net)
		}
	}
	return nets
}

// newIPOf returns the first address of a subnet that no server has, "" if
// there is none.
func (p *clodo) newIPOf(subnet string) string {
	room, ok := clodoSubnetRoom[subnet]
	if !ok {
		room = 253
	}
	for n := range room {
		ip := strings.TrimSuffix(subnet, "*") + strconv.Itoa(2+n)
		taken := false
		for _, a := range p.byName {
			taken = taken || a.world.(*clodoWorld).holder(ip) != nil
		}
		if !taken {
			return ip
		}
	}
	return ""
}

// note leaves a line in the server's log of work that takes no time.
func (w *clodoWorld) note(c *call, s *clodoServer, command string) {
	w.shared.lastReq++
	w.jobs = append(w.jobs, &clodoJob{
		id: w.shared.lastReq, logID: 86097442 + 20*(w.shared.lastReq-3120121),
		server: s.id, command: command, user: "Клиент (API)", begun: c.now, done: c.now,
	})
}
