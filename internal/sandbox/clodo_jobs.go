package sandbox

import (
	"slices"
	"strconv"
	"time"
)

// clodoJob is one piece of work on a server. It is shown as a request
// (CLO-42) and as a line of the server's log (CLO-12).
type clodoJob struct {
	id      int // 0 for what is not known as a request
	logID   int
	server  int // 0 for none
	command string
	user    string
	begun   time.Time
	done    time.Time // may lie in the future
}

// work makes the server busy at once and applies the phases one after the
// other, a pace apart.
func (w *clodoWorld) work(s *clodoServer, command string, now time.Time, phases ...func(*clodoServer, time.Time)) {
	s.status = clodoRequest
	due := now
	for _, apply := range phases {
		due = due.Add(w.shared.pace)
		s.phases = append(s.phases, clodoPhase{due: due, apply: apply})
	}
	w.shared.lastReq++
	w.jobs = append(w.jobs, &clodoJob{
		// Line numbers of the log go on from the samples in their steps.
		id: w.shared.lastReq, logID: 86097442 + 20*(w.shared.lastReq-3120121),
		server: s.id, command: command, user: "Клиент (API)", begun: now, done: due,
	})
}

func setStatus(status string) func(*clodoServer, time.Time) {
	return func(s *clodoServer, _ time.Time) { s.status = status }
}

// run is the end of all work that leaves a server running.
func (s *clodoServer) run(at time.Time) {
	s.status, s.started, s.uptime = clodoRunning, at, ""
	if n := len(s.down); n > 0 && s.down[n-1].until.IsZero() {
		s.down[n-1].until = at
	}
}

func (s *clodoServer) halt(at time.Time) {
	s.status, s.load = clodoStopped, idleLoad
	s.down = append(s.down, clodoSpan{from: at})
}

type clodoLogLine struct {
	ID      string `json:"id"`
	Command string `json:"command"`
	User    string `json:"user"`
	Date    string `json:"date"`
	Status  string `json:"status"`
}

// showLog answers CLO-12, newest line first.
func (w *clodoWorld) showLog(c *call) reply {
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.notFound("VPS не найдена")
	}
	lines := []clodoLogLine{}
	for _, j := range slices.Backward(slices.Concat(s.past, w.jobs)) {
		if j.server != s.id {
			continue
		}
		line := clodoLogLine{
			ID: strconv.Itoa(j.logID), Command: j.command, User: j.user,
			Date: j.begun.In(clodoZone).Format(clodoTime), Status: "ОК",
		}
		if c.now.Before(j.done) {
			line.Status = "Выполняется"
		}
		lines = append(lines, line)
	}
	return clodoOK("logs", lines)
}

// clodoRequestView has the names of the sample; the document's list of
// fields calls the last one req_inwork.
type clodoRequestView struct {
	Server   string `json:"vps_num"`
	Complete string `json:"req_complete"`
	Date     string `json:"req_complete_date"`
	InWork   string `json:"req_requests_inwork"`
}

// showRequest answers CLO-42.
func (w *clodoWorld) showRequest(c *call) reply {
	id, err := strconv.Atoi(c.args[0])
	i := slices.IndexFunc(w.jobs, func(j *clodoJob) bool { return j.id == id })
	if err != nil || id == 0 || i < 0 {
		return w.notFound("Запрос не найден")
	}
	j := w.jobs[i]
	v := clodoRequestView{Complete: "0", InWork: j.begun.In(clodoZone).Format(time.DateTime)}
	if j.server != 0 {
		v.Server = strconv.Itoa(j.server)
	}
	if !c.now.Before(j.done) {
		v.Complete, v.Date = "1", j.done.In(clodoZone).Format(time.DateTime)
	}
	return clodoOK("request", v)
}
