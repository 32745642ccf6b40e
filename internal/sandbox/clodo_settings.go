package sandbox

import (
	"strconv"
	"time"
)

func (s *clodoServer) readSizes(in *clodoInput) {
	given(in, "vps_memory", clodoMinMemory, clodoMaxMemory, &s.memory)
	given(in, "vps_memory_max", clodoMinMemory, clodoMaxMemory, &s.memoryMax)
	given(in, "vps_hdd", 1, clodoMaxDisk, &s.hdd)
	if s.kind == clodoVirtual {
		s.memoryMax = s.memory
	}
	if s.memoryMax < s.memory {
		in.fail("Недопустимое значение параметра vps_memory_max")
	}
	if in.has("vps_admin") {
		s.set.support, _ = strconv.Atoi(in.choice("vps_admin", "1", "3"))
	}
}

// given reads a number of a range if it is there.
func given(in *clodoInput, name string, low, high int, into *int) {
	if in.has(name) {
		*into = in.number(name, low, high)
	}
}

func (t *clodoSettings) read(in *clodoInput) {
	given(in, "vps_daylimit", 1, 1_000_000, &t.dayLimit)
	given(in, "vps_swapsize", 128, 6144, &t.swap)
	given(in, "vps_memblocksize", 1, 2048, &t.block)
	given(in, "vps_minfreebytes", 1, 1024, &t.minFree)
	given(in, "vps_meminterval", 1, 86_400, &t.interval)
	if in.has("vps_hddshaper") {
		t.shaper = in.choice("vps_hddshaper", "0", "1") == "1"
	}
	if in.has("vps_traff") {
		t.traffic += in.number("vps_traff", 1, 100_000)
	}
}

func (t *clodoSettings) readPeriod(in *clodoInput) {
	if !in.has("vps_pay_period") && !in.has("vps_abonement") {
		return
	}
	order := clodoOrder{kind: clodoVirtual}
	order.readPeriod(in)
	t.period, t.periods = order.period, order.periods
}

// readAlone reads the settings of which a request has one.
func (s *clodoServer) readAlone(in *clodoInput, now time.Time) {
	if in.has("vps_abonement_disabled") {
		s.set.renewalOff = in.choice("vps_abonement_disabled", "0", "1") == "1"
	}
	if in.has("newconfig_date") {
		days := in.number("newconfig_date", 0, 23)
		if s.set.plannedParams == nil {
			in.fail("Нет запланированных изменений")
			return
		}
		s.set.plannedParams = &clodoPlan{due: now.AddDate(0, 0, days), apply: s.set.plannedParams.apply}
	}
	if in.has("modify_type") {
		planned := &s.set.plannedParams
		if in.choice("modify_type", "params", "period") == "period" {
			planned = &s.set.plannedPeriod
		}
		if *planned == nil {
			in.fail("Нет запланированных изменений")
		}
		*planned = nil
	}
}

// settlePlans applies what was planned for by now.
func (s *clodoServer) settlePlans(now time.Time) {
	for _, planned := range []**clodoPlan{&s.set.plannedParams, &s.set.plannedPeriod} {
		if plan := *planned; plan != nil && !s.busy() && !now.Before(plan.due) {
			*planned = nil
			plan.apply(s)
		}
	}
}

// bought is the traffic that was bought, null for none.
func (t clodoSettings) bought() *string {
	if t.traffic == 0 {
		return nil
	}
	text := strconv.Itoa(t.traffic)
	return &text
}
