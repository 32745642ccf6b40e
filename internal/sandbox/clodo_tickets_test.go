package sandbox_test

import (
	"testing"

	"pinfold/internal/sandbox"
)

const opening = `{"helpdesk":{"tickets_type":1,"tickets_subj":"Тема","tickets_text":"Текст!!!","tickets_sla_type":0,"virtual_mashines_num":60}}`

func TestClodoTicketSamples(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.call("GET", "/helpdesk/", "")
	r.equal(r.at(a, "helpdesk", "tickets", 0, "id"), "299442")
	r.equal(r.at(a, "helpdesk", "tickets", 1, "subject"), "test works")
	r.equal(r.at(a, "helpdesk", "tickets", 1, "open_date"), "2012-01-20 12:41:12")
	r.equal(r.at(a, "helpdesk", "tickets", 1, "is_new_events"), "")
	a = r.call("GET", "/helpdesk/445822", "")
	r.equal(r.at(a, "helpdesk", "ticket", "sla"), "1")
	r.equal(r.at(a, "helpdesk", "events", 0, "ticket_events_text"), "test operator message")
	r.equal(r.at(a, "helpdesk", "works", 0, "works_cost"), "1700")
	r.equal(r.at(a, "helpdesk", "works", 1, "works_user_accept"), "1")
	r.want(r.call("GET", "/helpdesk/9", ""), 404, "Запрос не найден")
}

func TestClodoOpensTickets(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/helpdesk/", opening), 204, "")
	a := r.call("GET", "/helpdesk/", "")
	r.equal(r.at(a, "helpdesk", "tickets", 2, "subject"), "Тема")
	r.equal(r.at(a, "helpdesk", "tickets", 2, "id"), "445823")
	r.clock.Advance(40 * pace)
	r.equal(r.at(r.call("GET", "/helpdesk/", ""), "helpdesk", "tickets", 2, "is_new_events"), "1")
	r.equal(r.at(r.call("GET", "/helpdesk/445823", ""), "helpdesk", "events", 0, "ticket_events_new_user"), "1")
	r.equal(r.at(r.call("GET", "/helpdesk/", ""), "helpdesk", "tickets", 2, "is_new_events"), "")
	e := r.box.Ledger()
	r.equal(len(e), 1)
	r.equal(e[0].Op+" "+e[0].Target+" "+e[0].Details["server"], "CLO-33 445823 60")
}

func TestClodoReplies(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/helpdesk/299442", `{"helpdesk":{"text":"Текст"}}`), 204, "")
	a := r.call("GET", "/helpdesk/299442", "")
	r.equal(r.at(a, "helpdesk", "events", 0, "is_user_msg"), "1")
	r.equal(r.at(a, "helpdesk", "events", 0, "ticket_events_text"), "Текст")
	r.mutate(sandbox.MutateWork, "299442", "ТЗ")
	r.equal(r.at(r.call("GET", "/helpdesk/", ""), "helpdesk", "tickets", 0, "is_new_events"), "1")
	r.equal(r.at(r.call("GET", "/helpdesk/299442", ""), "helpdesk", "works", 0, "works_user_accept"), "0")
	r.mutate(sandbox.MutateRemove, "299442", "")
	r.want(r.call("POST", "/helpdesk/299442", `{"helpdesk":{"text":"x"}}`), 404, "Запрос не найден")
	r.equal(len(r.box.Ledger()), 1)
}

func TestClodoTicketRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for body, details := range map[string]string{
		`{"ticket":{"text":"x"}}`:                               "Ошибка разбора",
		`{"helpdesk":{"text":"x"}}`:                             "Неизвестный параметр text",
		`{"helpdesk":{"tickets_type":1,"tickets_subj":"x"}}`:    "Не указан параметр tickets_text",
		`{"helpdesk":{"tickets_type":9,"tickets_subj":"x"}}`:    "tickets_type",
		opening[:len(opening)-4] + `9}}`:                        "VPS не найдена",
		`{"helpdesk":{"tickets_type":"1","tickets_subj":""}}`:   "Не указан параметр tickets_subj",
		`{"helpdesk":{"tickets_type":"1","tickets_text":"só"}}`: "Не указан параметр tickets_subj",
	} {
		r.want(r.call("POST", "/helpdesk/", body), 400, details)
	}
	r.want(r.call("POST", "/helpdesk/299442", `{"helpdesk":{"text":""}}`), 400, "Не указан параметр text")
	r.equal(len(r.box.Ledger()), 0)
}
