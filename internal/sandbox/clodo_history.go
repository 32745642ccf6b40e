package sandbox

import (
	"math/rand/v2"
	"time"
)

// clodoSpan is a time; one without an end goes on.
type clodoSpan struct{ from, until time.Time }

func (s clodoSpan) holds(at time.Time) bool {
	return !at.Before(s.from) && (s.until.IsZero() || at.Before(s.until))
}

// addHistory gives a generated server a log, backups and a license. It draws
// from a stream of the server's own, so that the rest of the world stays as it
// is.
func (s *clodoServer) addHistory(now time.Time) {
	random := rand.New(rand.NewPCG(uint64(s.id), 40))
	s.addPast(1_000_000+100*s.id, "Создание", "Клиент (панель)", s.created)
	s.addPast(1_000_000+100*s.id+20, "Старт", "Клиент (панель)", s.started)
	if s.status == clodoStopped {
		s.addPast(1_000_000+100*s.id+40, "Выключение", "Cloud Core", s.down[0].from)
	}
	s.license = random.IntN(8) == 0
	image, _ := clodoImageOf(s.image)
	for file := range random.IntN(4) {
		b := clodoBackup{file: file + 1, size: s.hdd, time: "00:00", system: image.osID}
		b.made = now.Add(-time.Duration(random.Float64() * float64(min(now.Sub(s.created), 40*24*time.Hour))))
		if random.IntN(2) == 0 {
			b.days, b.time = "1,3,5,7", "03:30"
		}
		if random.IntN(2) == 0 {
			b.desc = "Перед обновлением"
		}
		s.backups = append(s.backups, b)
	}
}

func (s *clodoServer) addPast(id int, command, user string, at time.Time) {
	s.past = append(s.past, &clodoJob{logID: id, server: s.id, command: command, user: user, begun: at, done: at})
}
