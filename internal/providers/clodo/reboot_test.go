package clodo

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

// logOf answers with a log of "id command" entries.
func logOf(entries ...string) http.HandlerFunc {
	var all []string
	for _, e := range entries {
		id, command, _ := strings.Cut(e, " ")
		all = append(all, fmt.Sprintf(`{"id":"%s","command":"%s","user":"Клиент (API)","status":"ОК"}`, id, command))
	}
	return answer(200, `{"logs":[`+strings.Join(all, ",")+`]}`)
}

func startedAt(moment string) http.HandlerFunc {
	return answer(200, `{"server":{"id":60,"vps_update":"`+moment+`"}}`)
}

func TestRebootsSince(t *testing.T) {
	const before, after = "01.03.2024 10:00:00", "01.03.2024 15:00:05"
	none := answer(404, "")
	tests := []struct {
		name          string
		first, second http.HandlerFunc
		was, is       string
		want          int
	}{
		{"nothing new", logOf("10 Перезагрузка", "5 Старт"), logOf("10 Перезагрузка", "5 Старт"), before, before, 0},
		{"one in the log", logOf("10 Старт"), logOf("11 Перезагрузка", "10 Старт"), before, before, 1},
		{"two in the log", logOf("10 Старт"), logOf("12 Перезагрузка", "11 Перезагрузка"), before, after, 2},
		{"first of all", none, logOf("1 Перезагрузка"), before, before, 1},
		{"single entry as an object", none, answer(200, `{"logs":{"log":{"id":3,"command":"Перезагрузка"}}}`), before, before, 1},
		{"only a newer start", logOf("10 Старт"), logOf("10 Старт"), before, after, 1},
		{"a newer start with its reason", logOf("10 Старт"), logOf("12 Старт", "11 Выключение", "10 Старт"), before, after, 0},
		{"start not known before", none, none, "", after, 0},
		{"start not known after", none, none, before, "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.on("GET /servers/60/log/", tt.first)
			f.on("GET /servers/60", startedAt(tt.was))
			mark, err := f.client.RebootMark(t.Context(), providers.Ref{ID: "60"})
			if err != nil {
				t.Fatal(err)
			}
			f.on("GET /servers/60/log/", tt.second)
			f.on("GET /servers/60", startedAt(tt.is))
			got, err := f.client.RebootsSince(t.Context(), providers.Ref{ID: "60"}, mark)
			if err != nil || got != tt.want {
				t.Errorf("%d reboots since %s, want %d, %v", got, mark, tt.want, err)
			}
		})
	}
}

func TestSampleOfALog(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers/298/log/", sample(t, "clo-12.json"))
	f.on("GET /servers/298", sample(t, "clo-05.json"))
	mark, err := f.client.RebootMark(t.Context(), providers.Ref{ID: "298"})
	if want := `{"log":86097442,"started":"2011-03-04T22:12:43+03:00"}`; err != nil || mark != want {
		t.Errorf("mark %s, %v", mark, err)
	}
	n, err := f.client.RebootsSince(t.Context(), providers.Ref{ID: "298"}, `{"log":85942221}`)
	if n != 1 || err != nil {
		t.Errorf("%d reboots, %v", n, err)
	}
}

func TestRebootMarkNeedsAWholeAnswer(t *testing.T) {
	ok := startedAt("01.03.2024 10:00:00")
	for name, answers := range map[string][2]http.HandlerFunc{
		"log fails":      {answer(500, ""), ok},
		"log is a page":  {answer(200, "<html>"), ok},
		"server fails":   {logOf(), answer(500, "")},
		"server is gone": {answer(404, ""), answer(404, file(t, "error-flat.json"))},
	} {
		f := newFake(t)
		f.on("GET /servers/60/log/", answers[0])
		f.on("GET /servers/60", answers[1])
		if mark, err := f.client.RebootMark(t.Context(), providers.Ref{ID: "60"}); err == nil {
			t.Errorf("%s: mark %s", name, mark)
		}
	}
}

func TestUnreadableMark(t *testing.T) {
	f := newFake(t)
	_, err := f.client.RebootsSince(t.Context(), providers.Ref{ID: "60"}, "yesterday")
	if providers.KindOf(err) != providers.ErrInternal {
		t.Errorf("err %v", err)
	}
}
