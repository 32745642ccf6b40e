package sandbox

import (
	"strconv"
	"strings"
	"time"
)

// changeType answers CLO-09, which is a GET. The period of payment is in its
// body.
func (w *clodoWorld) changeType(c *call) reply {
	in := &clodoInput{values: map[string]any{}}
	if len(c.body) > 0 {
		_, in = readClodoInput(c)
		in.only("pay_type")
	}
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.bad("VPS не найдена")
	}
	kind, pay := clodoScale, ""
	if s.kind == clodoScale {
		kind, pay = clodoVirtual, in.choice("pay_type", "1h", "1m", "3m", "6m", "12m")
	}
	switch {
	case in.problem != "":
		return w.bad(in.problem)
	case s.busy():
		return w.bad("На VPS уже выполняется другая операция")
	}
	was := s.status
	w.work(s, "Изменение типа", c.now, func(s *clodoServer, at time.Time) {
		s.status = was
		s.become(kind, pay, at)
	})
	c.changed(strconv.Itoa(s.id), "type", kind, "pay", pay)
	return clodoDone()
}

// become makes the server one of the other type, with the memory it has.
func (s *clodoServer) become(kind, pay string, at time.Time) {
	s.kind, s.set.plannedParams, s.set.plannedPeriod = kind, nil, nil
	s.memoryMax, s.paidUntil, s.set.period = s.memory, time.Time{}, ""
	if kind == clodoVirtual {
		order := clodoOrder{kind: kind, period: pay[len(pay)-1:]}
		// The choice holds numbers only.
		order.periods, _ = strconv.Atoi(strings.TrimRight(pay, "hm"))
		s.set.period, s.set.periods, s.paidUntil = order.period, order.periods, order.paidUntil(at)
	}
}
