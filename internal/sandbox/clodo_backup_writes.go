package sandbox

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// clodoReq is the answer to work on backups: the number by which CLO-42 and
// CLO-17 tell how far it got.
type clodoReq struct {
	Req int `json:"req"`
}

// createBackup answers CLO-14. Without a file it makes another copy, with one
// it makes that copy anew.
func (w *clodoWorld) createBackup(c *call) reply {
	s, in, refused := w.backupCall(c, "file")
	if refused != nil {
		return *refused
	}
	file := 0
	if in.has("file") {
		if file = s.fileOf(in); in.problem != "" {
			return w.bad(in.problem)
		}
	}
	image, _ := clodoImageOf(s.image)
	made := clodoBackup{file: file, size: s.hdd, time: "00:00", system: image.osID}
	w.workOnBackups(s, "Создание резервной копии", c.now, func(s *clodoServer, at time.Time) {
		made.made = at
		s.keep(made)
	})
	c.changed(strconv.Itoa(s.id), "file", in.text("file"))
	return clodoOK("backup_create", clodoReq{w.shared.lastReq})
}

// keep stores a copy: in the place of the one with its number, which keeps its
// description and days, or behind the others.
func (s *clodoServer) keep(made clodoBackup) {
	next := 1
	for i, b := range s.backups {
		if b.file == made.file {
			made.desc, made.days, made.time = b.desc, b.days, b.time
			s.backups[i] = made
			return
		}
		next = max(next, b.file+1)
	}
	made.file = next
	s.backups = append(s.backups, made)
}

// deleteBackup answers CLO-15.
func (w *clodoWorld) deleteBackup(c *call) reply {
	s, in, refused := w.backupCall(c, "file")
	if refused != nil {
		return *refused
	}
	file := s.fileOf(in)
	if in.problem != "" {
		return w.bad(in.problem)
	}
	w.workOnBackups(s, "Удаление резервной копии", c.now, func(s *clodoServer, _ time.Time) {
		s.backups = slices.DeleteFunc(s.backups, func(b clodoBackup) bool { return b.file == file })
	})
	c.changed(strconv.Itoa(s.id), "file", strconv.Itoa(file))
	return clodoOK("backup_delete", clodoReq{w.shared.lastReq})
}

// restoreBackup answers CLO-16. It takes four phases, so that its progress can
// be seen.
func (w *clodoWorld) restoreBackup(c *call) reply {
	s, in, refused := w.backupCall(c, "file")
	if refused != nil {
		return *refused
	}
	file := s.fileOf(in)
	if in.problem != "" {
		return w.bad(in.problem)
	}
	still := func(*clodoServer, time.Time) {}
	w.workOnBackups(s, "Восстановление из резервной копии", c.now, still, still, still, still)
	c.changed(strconv.Itoa(s.id), "file", strconv.Itoa(file))
	return clodoOK("backup_restore", clodoReq{w.shared.lastReq})
}

// showRestore answers CLO-17, of a request on the server named.
func (w *clodoWorld) showRestore(c *call) reply {
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.notFound("VPS не найдена")
	}
	in := readClodoFlat(c)
	in.only("req")
	req := in.number("req", 1, 1<<40)
	i := slices.IndexFunc(w.jobs, func(j *clodoJob) bool { return j.id == req && j.server == s.id })
	if in.problem == "" && i < 0 {
		in.fail("Запрос не найден")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	return clodoOK("restore_state", map[string]int{"progress": w.jobs[i].percent(c.now)})
}

func (j *clodoJob) percent(now time.Time) int {
	whole, part := j.done.Sub(j.begun), now.Sub(j.begun)
	if part >= whole {
		return 100
	}
	return int(100 * part / whole)
}

var clodoHour = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)

// scheduleBackup answers CLO-18. No days means never.
func (w *clodoWorld) scheduleBackup(c *call) reply {
	return w.describe(c, func(b *clodoBackup, in *clodoInput) {
		days, at := in.text("backups_days"), in.text("backups_time")
		for day := range strings.SplitSeq(days, ",") {
			if n, err := strconv.Atoi(day); days != "" && (err != nil || n < 1 || n > 7) {
				in.fail("Недопустимое значение параметра backups_days")
			}
		}
		if !clodoHour.MatchString(at) {
			in.fail("Недопустимое значение параметра backups_time")
		}
		b.days, b.time = days, at
	}, "backups_days", "backups_time")
}

// describeBackup answers CLO-19.
func (w *clodoWorld) describeBackup(c *call) reply {
	return w.describe(c, func(b *clodoBackup, in *clodoInput) { b.desc = in.text("desc") }, "desc")
}

// describe changes what is said of a copy, also while the server is busy.
func (w *clodoWorld) describe(c *call, change func(*clodoBackup, *clodoInput), names ...string) reply {
	s, ok := w.server(c.site, c.args[0])
	if !ok {
		return w.notFound("VPS не найдена")
	}
	in := readClodoFlat(c)
	in.only(append(names, "file")...)
	file := s.fileOf(in)
	i := slices.IndexFunc(s.backups, func(b clodoBackup) bool { return b.file == file })
	details := []string{"file", strconv.Itoa(file)}
	for _, name := range names {
		if !in.has(name) {
			in.fail("Не указан параметр " + name)
		}
		details = append(details, name, in.text(name))
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	b := s.backups[i]
	if change(&b, in); in.problem != "" {
		return w.bad(in.problem)
	}
	s.backups[i] = b
	c.changed(strconv.Itoa(s.id), details...)
	return clodoDone()
}

// backupCall reads a call that begins work on the backups of a server.
func (w *clodoWorld) backupCall(c *call, names ...string) (*clodoServer, *clodoInput, *reply) {
	refuse := func(r reply) (*clodoServer, *clodoInput, *reply) { return nil, nil, &r }
	s, ok := w.server(c.site, c.args[0])
	if !ok || s.leaving {
		return refuse(w.notFound("VPS не найдена"))
	}
	in := readClodoFlat(c)
	if in.only(names...); in.problem != "" {
		return refuse(w.bad(in.problem))
	}
	if s.busy() {
		return refuse(w.bad("На VPS уже выполняется другая операция"))
	}
	return s, in, nil
}

// fileOf returns the number of a copy that the server has.
func (s *clodoServer) fileOf(in *clodoInput) int {
	file := in.number("file", 1, 1<<30)
	if !slices.ContainsFunc(s.backups, func(b clodoBackup) bool { return b.file == file }) {
		in.fail("Резервная копия не найдена")
	}
	return file
}

// workOnBackups makes the server busy; behind the last phase it is as it was.
func (w *clodoWorld) workOnBackups(s *clodoServer, command string, now time.Time, phases ...func(*clodoServer, time.Time)) {
	was, last := s.status, phases[len(phases)-1]
	phases[len(phases)-1] = func(s *clodoServer, at time.Time) {
		last(s, at)
		s.status = was
	}
	w.work(s, command, now, phases...)
}
