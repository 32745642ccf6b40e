package sandbox

import (
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

type clodoZoneView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Type    string `json:"type"`
	Records string `json:"records_count"`
}

type clodoReverseView struct {
	IP     string `json:"ip_value"`
	Server string `json:"virtual_mashines_title"`
	Value  string `json:"reverse_value"`
	Zone   string `json:"domain_value"`
}

// listZones answers CLO-25. An account without zones and addresses has nothing
// to list, which is a 404 in this API.
func (w *clodoWorld) listZones(*call) reply {
	domains, reverse, servers := []clodoZoneView{}, []clodoReverseView{}, []map[string]string{}
	for _, z := range w.zones {
		domains = append(domains, clodoZoneView{strconv.Itoa(z.id), z.name, z.kind, strconv.Itoa(len(z.records))})
	}
	for _, s := range w.servers {
		servers = append(servers, map[string]string{"id": strconv.Itoa(s.id), "title": s.name})
		for _, ip := range s.ips {
			reverse = append(reverse, reverseOf(s, ip))
		}
	}
	if len(domains)+len(reverse) == 0 {
		return w.notFound("Зон не найдено")
	}
	return clodoOK("dns", map[string]any{"domains": domains, "reverse": reverse, "vps_list": servers})
}

// reverseOf is the reverse name of an address: that of its server if it can be
// one, else the provider's own.
func reverseOf(s *clodoServer, ip string) clodoReverseView {
	parts := strings.Split(ip, ".")
	slices.Reverse(parts)
	value := strings.Join(parts, "-") + ".client.clodo.ru"
	if strings.Contains(s.name, ".") && !strings.ContainsAny(s.name, " <>\"'") && ip == s.ips[0] {
		value = s.name
	}
	return clodoReverseView{IP: ip, Server: s.name, Value: value, Zone: strings.Join(parts[1:], ".") + ".in-addr.arpa"}
}

// showZone answers CLO-28.
func (w *clodoWorld) showZone(c *call) reply {
	z, ok := w.dnsZone(c.args[0])
	if !ok {
		return w.notFound("Зона не найдена")
	}
	type line struct {
		ID      string `json:"id"`
		Domain  string `json:"domain_id"`
		Name    string `json:"name"`
		Type    string `json:"type"`
		Content string `json:"content"`
		TTL     string `json:"ttl"`
		Prio    string `json:"prio"`
	}
	lines := make([]line, 0, len(z.records))
	for _, r := range z.records {
		lines = append(lines, line{strconv.Itoa(r.id), strconv.Itoa(z.id), r.name, r.kind, r.content, strconv.Itoa(r.ttl), strconv.Itoa(r.prio)})
	}
	return clodoOK("dns", map[string]any{"record_types": clodoRecordTypes, "records": lines})
}

// addZone answers CLO-26.
func (w *clodoWorld) addZone(c *call) reply {
	in := readClodoValues(c)
	in.only("newdomain", "newdomain_type", "slave_addr")
	name, kind := in.spoken("newdomain"), in.choice("newdomain_type", clodoMaster, clodoSlave)
	master := in.text("slave_addr")
	switch {
	case !isZoneName(name):
		in.fail("Некорректное имя зоны")
	case kind == clodoSlave && !isIPv4(master):
		in.fail("Некорректный адрес мастер-сервера")
	case kind == clodoMaster && in.has("slave_addr"):
		in.fail("Адрес мастер-сервера не указывается для MASTER-зоны")
	}
	if _, there := w.shared.zoneNamed(name); there {
		in.fail("Зона уже существует")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	z := w.newDNSZone(name, kind, master, c.now)
	c.changed(strconv.Itoa(z.id), "name", name, "type", kind, "master", master)
	return clodoOK("id", strconv.Itoa(z.id))
}

// zoneNamed finds a zone of any account: a name server holds each name once.
func (p *clodo) zoneNamed(name string) (*clodoDNSZone, bool) {
	for _, a := range p.byName {
		if z, ok := a.world.(*clodoWorld).zoneWhere(func(z *clodoDNSZone) bool { return z.name == name }); ok {
			return z, true
		}
	}
	return nil, false
}

// deleteZone answers CLO-27 and, with a record, CLO-30: both are a DELETE of
// the zone, and what does not name a record deletes all of them.
func (w *clodoWorld) deleteZone(c *call) reply {
	z, ok := w.dnsZone(c.args[0])
	if !ok {
		return w.notFound("Зона не найдена")
	}
	id, named, ok := recordToDelete(c)
	if !ok {
		return w.bad("Ошибка разбора запроса")
	}
	if !named {
		w.zones = slices.DeleteFunc(w.zones, func(x *clodoDNSZone) bool { return x == z })
		c.changed(strconv.Itoa(z.id), "name", z.name)
		return clodoDone()
	}
	r, ok := z.record(id)
	switch {
	case !ok:
		return w.notFound("Запись не найдена")
	case z.kind == clodoSlave || r.kind == "SOA":
		return w.bad("Запись нельзя удалить")
	}
	z.records = slices.DeleteFunc(z.records, func(x clodoRecord) bool { return strconv.Itoa(x.id) == id })
	c.changed(strconv.Itoa(z.id), "record", id)
	return clodoOK("new_soa", z.bump(c.now))
}

// recordToDelete is the record that a call names in its body or its query, and
// false if the body cannot be read.
func recordToDelete(c *call) (id string, named, ok bool) {
	id = c.req.URL.Query().Get("delete_record")
	if len(c.body) == 0 {
		return id, id != "", true
	}
	kind, _, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	var body map[string]any
	if err != nil || kind != "application/json" || json.Unmarshal(c.body, &body) != nil {
		return "", false, false
	}
	if value, there := body["delete_record"].(string); there {
		return value, true, true
	}
	return id, id != "", true
}

// callsRecordDeletion tells CLO-30 from CLO-27, which has the same path.
func callsRecordDeletion(c *call) bool {
	_, named, ok := recordToDelete(c)
	return ok && named && c.req.Method == http.MethodDelete
}
