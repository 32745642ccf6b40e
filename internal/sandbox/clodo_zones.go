package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// clodoDNSZone is a zone. A slave copies its records from its master.
type clodoDNSZone struct {
	id      int
	name    string
	kind    string // MASTER or SLAVE
	master  string // address, of a slave
	records []clodoRecord
}

// clodoRecord is one record: names are whole and, like hosts, end without a
// dot.
type clodoRecord struct {
	id        int
	name      string
	kind      string
	content   string
	ttl, prio int
}

const (
	clodoMaster = "MASTER"
	clodoSlave  = "SLAVE"
)

// clodoRecordTypes is what zones hold. The document says only that a zone tells
// it.
var clodoRecordTypes = []string{"A", "AAAA", "CAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT"}

const (
	clodoRecordTTL = 3600
	clodoNSOne     = "ns1.clodo.ru"
	clodoNSTwo     = "ns2.clodo.ru"
)

// dnsZone finds a zone by its id.
func (w *clodoWorld) dnsZone(id string) (*clodoDNSZone, bool) {
	return w.zoneWhere(func(z *clodoDNSZone) bool { return strconv.Itoa(z.id) == id })
}

func (w *clodoWorld) zoneWhere(is func(*clodoDNSZone) bool) (*clodoDNSZone, bool) {
	if i := slices.IndexFunc(w.zones, is); i >= 0 {
		return w.zones[i], true
	}
	return nil, false
}

// newDNSZone adds a zone with the records that every new master has. What a
// slave holds depends on the day.
func (w *clodoWorld) newDNSZone(name, kind, master string, now time.Time) *clodoDNSZone {
	w.shared.lastZone++
	z := &clodoDNSZone{id: 4200 + w.shared.lastZone, name: name, kind: kind, master: master}
	serial := now.In(clodoZone).Format("20060102") + "01"
	w.put(z, name, "SOA", clodoNSOne+" hostmaster.clodo.ru "+serial+" 10800 3600 604800 86400", 86400, 0)
	w.put(z, name, "NS", clodoNSOne, 86400, 0)
	w.put(z, name, "NS", clodoNSTwo, 86400, 0)
	w.zones = append(w.zones, z)
	return z
}

// put adds a record. The name is whole.
func (w *clodoWorld) put(z *clodoDNSZone, name, kind, content string, ttl, prio int) *clodoRecord {
	w.shared.lastRecord++
	z.records = append(z.records, clodoRecord{w.shared.lastRecord + 16, name, kind, content, ttl, prio})
	return &z.records[len(z.records)-1]
}

// record finds a record by its id.
func (z *clodoDNSZone) record(id string) (*clodoRecord, bool) {
	i := slices.IndexFunc(z.records, func(r clodoRecord) bool { return strconv.Itoa(r.id) == id })
	if i < 0 {
		return nil, false
	}
	return &z.records[i], true
}

// bump raises the serial number of the zone and returns it.
func (z *clodoDNSZone) bump(now time.Time) string {
	today, _ := strconv.Atoi(now.In(clodoZone).Format("20060102") + "00")
	for i, r := range z.records {
		fields := strings.Fields(r.content)
		if r.kind != "SOA" || len(fields) < 3 {
			continue
		}
		serial, _ := strconv.Atoi(fields[2])
		fields[2] = strconv.Itoa(max(serial, today) + 1)
		z.records[i].content = strings.Join(fields, " ")
		return fields[2]
	}
	return ""
}

// mutateZone changes a zone behind the client's back.
func (w *clodoWorld) mutateZone(z *clodoDNSZone, m Mutation, now time.Time) error {
	switch m.Kind {
	case MutateRemove:
		w.zones = slices.DeleteFunc(w.zones, func(x *clodoDNSZone) bool { return x == z })
	case MutateRecord:
		fields := strings.SplitN(m.Value, " ", 3)
		if len(fields) < 3 {
			return fmt.Errorf("a record is %q, want name, type and content", m.Value)
		}
		i := slices.IndexFunc(z.records, func(r clodoRecord) bool { return r.name == fields[0] && r.kind == fields[1] })
		if i >= 0 {
			z.records[i].content = fields[2]
		} else {
			w.put(z, fields[0], fields[1], fields[2], clodoRecordTTL, 0)
		}
		z.bump(now)
	case MutateFill:
		n, err := strconv.Atoi(m.Value)
		if err != nil {
			return fmt.Errorf("%q is no number of records", m.Value)
		}
		w.fill(z, n)
		z.bump(now)
	default:
		return fmt.Errorf("no mutation %q of a zone", m.Kind)
	}
	return nil
}
