package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// clodoSampleDebits are those of the sample of CLO-44, of a day in 2012.
const clodoSampleDebits = `{"vbd":{"debits_amount":3.8,"debits_count":380},"vps":{"debits_amount":17.550,"debits_count":13.00},` +
	`"mem":{"debits_amount":24.52,"debits_count":2452},"cpu":{"debits_amount":0.900,"debits_count":2160.00},` +
	`"backup":{"debits_amount":8.580,"debits_count":858.00},"cloudstoragesize":{"debits_amount":2.470,"debits_count":247.00}}`

// showBilling answers CLO-44: what was charged in a period, by kind, and what
// came in. The period of a GET is the current day.
func (w *clodoWorld) showBilling(c *call) reply {
	from, to, problem := billingPeriod(c)
	if problem != "" {
		return w.bad(problem)
	}
	servers := w.servers
	if len(c.args) > 0 {
		s, ok := w.server(c.site, c.args[0])
		if !ok {
			return w.notFound("VPS не найдена")
		}
		servers = []*clodoServer{s}
	}
	view := map[string]any{"period": from.In(clodoZone).Format("02.01.2006"), "total_credit_amount": 0, "credits": []any{}}
	// Moscow's clocks were an hour ahead of today's in 2012, so its noon tells.
	if noon := time.Date(2012, 1, 25, 12, 0, 0, 0, clodoZone); len(c.args) == 0 && from.Before(noon) && to.After(noon) && to.Before(noon.AddDate(0, 1, 0)) {
		view["total_debit_amount"], view["debits"] = json.Number("57.82"), json.RawMessage(clodoSampleDebits)
		return clodoOK("billing", view)
	}
	bill := clodoBill{}
	for _, s := range servers {
		s.charge(bill, from, to, c.now)
	}
	if len(bill) == 0 {
		return w.notFound("Записей не найдено")
	}
	view["total_debit_amount"], view["debits"] = bill.total(), bill.view()
	return clodoOK("billing", view)
}

// billingPeriod reads the period of a body; without one it is today so far.
func billingPeriod(c *call) (from, to time.Time, problem string) {
	now := c.now.In(clodoZone)
	from, to = time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, clodoZone), now
	if c.req.Method == http.MethodGet {
		return from, to, ""
	}
	root, in := readClodoInput(c)
	if root != "billing" {
		in.fail("Ошибка разбора параметра billing")
	}
	in.only("from", "to")
	if in.has("from") {
		from = in.moment("from")
	}
	if in.has("to") {
		to = in.moment("to")
	}
	if in.problem == "" && to.Before(from) {
		in.fail("Недопустимый период")
	}
	return from, to, in.problem
}

// clodoBill holds the amounts by kind, in thousandths of a rouble, and what
// they count, in hundredths.
type clodoBill map[string]*struct{ amount, count int64 }

func (b clodoBill) add(kind string, amount, count int64) {
	if amount == 0 {
		return
	}
	if b[kind] == nil {
		b[kind] = &struct{ amount, count int64 }{}
	}
	b[kind].amount += amount
	b[kind].count += count
}

func (b clodoBill) total() json.Number {
	var sum int64
	for _, line := range b {
		sum += line.amount
	}
	return clodoSum(sum)
}

func (b clodoBill) view() map[string]any {
	out := map[string]any{}
	for kind, line := range b {
		out[kind] = map[string]any{"debits_amount": clodoSum(line.amount), "debits_count": json.Number(fmt.Sprintf("%d.%02d", line.count/100, line.count%100))}
	}
	return out
}

func clodoSum(thousandths int64) json.Number {
	return json.Number(fmt.Sprintf("%d.%03d", thousandths/1000, thousandths%1000))
}

// charge adds what a server cost in a period, by the full hour. Prices are made
// up; a Scale Server pays for what it may use, a Virtual one a fixed sum.
func (s *clodoServer) charge(b clodoBill, from, to, now time.Time) {
	from = latest(from, s.created)
	if to.After(now) {
		to = now
	}
	hours := int64((to.Sub(from) + time.Second) / time.Hour)
	if hours <= 0 || s.created.IsZero() {
		return
	}
	memory, disk := int64(s.memory), int64(s.hdd)
	if s.kind == clodoScale {
		b.add("mem", hours*memory*2/10, hours*memory*2)
		b.add("cpu", hours*20, hours*4800)
	} else {
		b.add("vps", hours*memory*3/10, hours*100/24)
	}
	b.add("vbd", hours*disk*8, hours*disk*80)
	b.add("backup", hours*int64(len(s.backups))*disk, hours*int64(len(s.backups))*disk*10)
	b.add("ip", hours*int64(max(0, len(s.ips)-1))*40, int64(max(0, len(s.ips)-1))*hours*100/24)
	gb := hours * int64(s.id%7) / 24
	b.add("traffout", gb*300, gb*100)
}
