package sandbox

import (
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	clodoZoneName  = regexp.MustCompile(`^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$`)
	clodoFieldName = regexp.MustCompile(`^(name|type|content|ttl|prio)_([0-9]+)$`)
)

func isZoneName(name string) bool { return len(name) < 254 && clodoZoneName.MatchString(name) }

func isIPv4(text string) bool {
	a, err := netip.ParseAddr(text)
	return err == nil && a.Is4()
}

// changeZone answers CLO-29: a master's address, or values of records. It takes
// all of them or none.
func (w *clodoWorld) changeZone(c *call) reply {
	z, ok := w.dnsZone(c.args[0])
	if !ok {
		return w.notFound("Зона не найдена")
	}
	in := readClodoValues(c)
	if in.problem == "" && len(in.values) == 0 {
		in.fail("Не указаны параметры")
	}
	if in.has("domain_master") {
		return w.changeMaster(c, z, in)
	}
	next := &clodoDNSZone{name: z.name, kind: z.kind, records: slices.Clone(z.records)}
	added, changed := next.take(in)
	if z.kind == clodoSlave {
		in.fail("Записи SLAVE-зоны нельзя изменять")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	var names []string
	for i, r := range next.records {
		if r.id == 0 {
			w.shared.lastRecord++
			next.records[i].id = w.shared.lastRecord + 16
			names = append(names, r.name+" "+r.kind)
		}
	}
	z.records = next.records
	c.changed(strconv.Itoa(z.id), "added", strconv.Itoa(added), "changed", strconv.Itoa(changed), "records", strings.Join(names, ", "))
	z.bump(c.now)
	return clodoDone()
}

func (w *clodoWorld) changeMaster(c *call, z *clodoDNSZone, in *clodoInput) reply {
	in.only("domain_master")
	if z.kind != clodoSlave || !isIPv4(in.text("domain_master")) {
		in.fail("Некорректный адрес мастер-сервера")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	z.master = in.text("domain_master")
	c.changed(strconv.Itoa(z.id), "master", z.master)
	return clodoDone()
}

// take writes the values into the records. A number that begins with 0 makes a
// new record, whose id stays 0 here.
func (z *clodoDNSZone) take(in *clodoInput) (added, changed int) {
	fields := map[string]map[string]string{}
	for key := range in.values {
		parts := clodoFieldName.FindStringSubmatch(key)
		if parts == nil {
			in.fail("Неизвестный параметр " + key)
			return 0, 0
		}
		if fields[parts[2]] == nil {
			fields[parts[2]] = map[string]string{}
		}
		fields[parts[2]][parts[1]] = in.text(key)
	}
	numbers := make([]string, 0, len(fields))
	for number := range fields {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	for _, number := range numbers {
		if number[0] == '0' {
			z.records = append(z.records, clodoRecord{ttl: clodoRecordTTL})
			z.set(&z.records[len(z.records)-1], fields[number], in)
			added++
			continue
		}
		r, ok := z.record(number)
		if !ok {
			in.fail("Запись не найдена")
			return 0, 0
		}
		z.set(r, fields[number], in)
		changed++
	}
	return added, changed
}

func (z *clodoDNSZone) set(r *clodoRecord, fields map[string]string, in *clodoInput) {
	number := func(name string, into *int, low, high int) {
		text, ok := fields[name]
		if !ok {
			return
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < low || n > high {
			in.fail("Некорректное значение " + name)
		}
		*into = n
	}
	for name, into := range map[string]*string{"name": &r.name, "type": &r.kind, "content": &r.content} {
		if text, ok := fields[name]; ok {
			*into = text
		}
	}
	number("ttl", &r.ttl, 60, 1<<31-1)
	number("prio", &r.prio, 0, 65535)
	if why := z.wrong(*r); why != "" {
		in.fail(why)
	}
}

// wrong says what the provider does not take of a record, "" for nothing.
func (z *clodoDNSZone) wrong(r clodoRecord) string {
	address, err := netip.ParseAddr(r.content)
	switch {
	case r.name != z.name && !strings.HasSuffix(r.name, "."+z.name):
		return "Имя записи вне зоны"
	case !slices.Contains(clodoRecordTypes, r.kind):
		return "Недопустимый тип записи"
	case r.content == "" || len(r.content) > 65_000:
		return "Некорректное содержимое записи"
	case r.kind == "A" && (err != nil || !address.Is4()), r.kind == "AAAA" && (err != nil || !address.Is6()):
		return "Некорректный адрес"
	}
	return ""
}
