package sandbox

import (
	"maps"
	"slices"
	"strconv"
	"time"
)

// clodoSettings are what CLO-07 sets and no call tells.
type clodoSettings struct {
	support, dayLimit, swap      int // roubles, MB
	shaper                       bool
	block, minFree, interval     int // MB, MB, seconds
	period                       string
	periods                      int
	renewalOff                   bool
	traffic                      int // GB bought
	plannedParams, plannedPeriod *clodoPlan
}

// clodoPlan is a change for later.
type clodoPlan struct {
	due   time.Time
	apply func(*clodoServer)
}

// clodoAlone are the settings that a request has one of.
var clodoAlone = []string{"modify_type", "newconfig_date", "vps_abonement_disabled"}

// clodoSizes are the parameters that take work, or are planned for later where
// a server is paid ahead.
var clodoSizes = []string{"vps_memory", "vps_memory_max", "vps_hdd", "vps_admin"}

// clodoOnly are the parameters of one type of server.
var clodoOnly = map[string][]string{
	clodoScale:   {"vps_memory_max", "vps_daylimit", "vps_memblocksize", "vps_minfreebytes", "vps_meminterval"},
	clodoVirtual: {"vps_pay_period", "vps_abonement", "vps_abonement_disabled"},
}

// changeServer answers CLO-07. A server that is not there is a bad request
// here: the document has no 404 for this call.
func (w *clodoWorld) changeServer(c *call) reply {
	root, in := readClodoInput(c)
	if root != "server" {
		in.fail("Ошибка разбора параметра server")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.bad("VPS не найдена")
	}
	apply := readClodoChange(in, s, c.now)
	switch {
	case in.problem != "":
		return w.bad(in.problem)
	case s.busy():
		return w.bad("На VPS уже выполняется другая операция")
	}
	w.applyChange(s, in, apply, c.now)
	details := []string{}
	for _, name := range slices.Sorted(maps.Keys(in.values)) {
		details = append(details, name, in.text(name))
	}
	c.changed(strconv.Itoa(s.id), details...)
	return clodoDone()
}

// applyChange sets at once what takes no work. Sizes take a while, or wait for
// the end of what is paid ahead.
func (w *clodoWorld) applyChange(s *clodoServer, in *clodoInput, apply func(*clodoServer), now time.Time) {
	sized := slices.ContainsFunc(clodoSizes, in.has)
	switch {
	case sized && s.set.period == "m":
		s.set.plannedParams = &clodoPlan{due: s.paidUntil, apply: apply}
	case in.has("vps_pay_period") || in.has("vps_abonement"):
		s.set.plannedPeriod = &clodoPlan{due: s.paidUntil, apply: apply}
	case sized:
		was := s.status
		w.work(s, "Изменение параметров", now, func(s *clodoServer, _ time.Time) {
			apply(s)
			s.status = was
		})
	default:
		apply(s)
	}
}

// readClodoChange checks the input of CLO-07 and returns what it does.
func readClodoChange(in *clodoInput, s *clodoServer, now time.Time) func(*clodoServer) {
	in.only(append(slices.Concat(clodoSizes, clodoAlone), "vps_daylimit", "vps_swapsize", "vps_hddshaper", "vps_traff",
		"vps_memblocksize", "vps_minfreebytes", "vps_meminterval", "vps_pay_period", "vps_abonement")...)
	if len(in.values) == 0 {
		in.fail("Не указаны параметры")
	}
	if len(in.values) > 1 && slices.ContainsFunc(clodoAlone, in.has) {
		in.fail("Дополнительные настройки изменяются по одному параметру за запрос")
	}
	for kind, names := range clodoOnly {
		if i := slices.IndexFunc(names, in.has); i >= 0 && s.kind != kind {
			in.fail("Параметр " + names[i] + " допустим только для " + kind)
		}
	}
	apply := func(s *clodoServer) {
		s.readSizes(in)
		s.set.read(in)
		s.set.readPeriod(in)
		s.readAlone(in, now)
	}
	trial := *s
	apply(&trial)
	return apply
}
