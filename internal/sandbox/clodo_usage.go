package sandbox

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"
)

// clodoKeep is how long records of use are kept; the document does not say.
const clodoKeep = 30 * 24 * time.Hour

// clodoUsage is a record of CLO-11: a minute's use, all as text. Memory and
// traffic are in KB.
type clodoUsage struct {
	At         string `json:"statdate"`
	CPUSeconds string `json:"cpu_sec"`
	CPU        string `json:"cpu_perc"`
	Memory     string `json:"mem_current"`
	MemoryUsed string `json:"mem_used"`
	Received   string `json:"net_rx"`
	Sent       string `json:"net_tx"`
	Reads      string `json:"hdd_read"`
	Writes     string `json:"hdd_write"`
}

// clodoSampleUsage are the records of the sample of CLO-11, of server 186.
var clodoSampleUsage = []clodoUsage{
	{"1301917560", "1", "0.25", "524288", "146936", "548", "177", "0", "75"},
	{"1301917620", "0", "2.29", "524288", "143280", "1", "1", "0", "33"},
}

// showUsage answers CLO-11. A single record comes as a bare object.
func (w *clodoWorld) showUsage(c *call) reply {
	root, in := readClodoInput(c)
	if root != "stats" {
		in.fail("Ошибка разбора параметра stats")
	}
	in.only("from", "to")
	from, to := in.moment("from"), in.moment("to")
	switch {
	case in.problem != "":
		return w.bad(in.problem)
	case to.Before(from):
		return w.bad("Недопустимый период")
	}
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.notFound("VPS не найдена")
	}
	rows := s.usage(from, to, c.now, w.shared.seed)
	switch len(rows) {
	case 0:
		return w.notFound("Записей не найдено")
	case 1:
		return clodoOK("stats", map[string]any{"row": rows[0]})
	}
	return clodoOK("stats", map[string]any{"row": rows})
}

// moment reads a required time, in seconds since 1970 or as a date in Moscow.
func (in *clodoInput) moment(name string) time.Time {
	text := in.text(name)
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		return time.Unix(seconds, 0)
	}
	at, err := time.ParseInLocation(time.DateTime, text, clodoZone)
	if err != nil {
		in.fail("Недопустимое значение параметра " + name)
	}
	return at
}

// usage returns the records of a period, a minute each. There are none of the
// time before the server was made and of the time when it was off.
func (s *clodoServer) usage(from, to, now time.Time, seed int64) []clodoUsage {
	rows := []clodoUsage{}
	if s.id == 186 {
		for _, row := range clodoSampleUsage {
			if at, _ := strconv.ParseInt(row.At, 10, 64); at >= from.Unix() && at <= to.Unix() {
				rows = append(rows, row)
			}
		}
	}
	from = latest(from, s.created, now.Add(-clodoKeep)).Add(time.Minute - 1).Truncate(time.Minute)
	if to.After(now) {
		to = now
	}
	for at := from; !s.created.IsZero() && !at.After(to); at = at.Add(time.Minute) {
		if !slices.ContainsFunc(s.down, func(d clodoSpan) bool { return d.holds(at) }) {
			rows = append(rows, s.minute(at, seed))
		}
	}
	return rows
}

func latest(first time.Time, more ...time.Time) time.Time {
	for _, t := range more {
		if t.After(first) {
			first = t
		}
	}
	return first
}

// minute makes up what the server used in a minute: a daily wave around a level
// of its own, with noise. The same minute is always told the same.
func (s *clodoServer) minute(at time.Time, seed int64) clodoUsage {
	own := rand.New(rand.NewPCG(uint64(seed), uint64(s.id)))
	noise := rand.New(rand.NewPCG(uint64(seed)^uint64(s.id)<<32, uint64(at.Unix())))
	level, phase := 5+40*own.Float64(), 2*math.Pi*own.Float64()
	wave := 0.6 + 0.4*math.Sin(phase+2*math.Pi*float64(at.Unix()%86400)/86400)
	cpu := min(100, level*wave*(0.7+0.6*noise.Float64()))
	if noise.IntN(200) == 0 {
		cpu = min(100, cpu*2+20)
	}
	memory := s.memory * 1024
	used := float64(memory) * min(0.97, 0.2+0.5*own.Float64()+0.05*wave+0.02*noise.Float64())
	whole := func(v float64) string { return strconv.Itoa(int(v)) }
	return clodoUsage{
		At: strconv.FormatInt(at.Unix(), 10), CPUSeconds: whole(cpu * 0.6), CPU: fmt.Sprintf("%.2f", cpu),
		Memory: strconv.Itoa(memory), MemoryUsed: whole(used),
		Received: whole(cpu * 60 * noise.Float64()), Sent: whole(cpu * 90 * noise.Float64()),
		Reads: whole(cpu * noise.Float64()), Writes: whole(cpu * 4 * noise.Float64()),
	}
}
