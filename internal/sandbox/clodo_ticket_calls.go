package sandbox

import (
	"slices"
	"strconv"
	"time"
)

// clodoTicketView has the fields that CLO-31 and CLO-32 share.
type clodoTicketView struct {
	ID       string `json:"id"`
	Subject  string `json:"subject"`
	Status   string `json:"status"`
	Section  string `json:"type_name"`
	Opened   string `json:"open_date"`
	StatusID string `json:"status_id"`
}

func (t *clodoTicket) view() clodoTicketView {
	return clodoTicketView{ID: strconv.Itoa(t.id), Subject: t.subject, Status: clodoInProgress, Section: clodoSections[t.section],
		Opened: t.opened.In(clodoZone).Format(time.DateTime), StatusID: "1"}
}

// flag spells a truth as the samples do: empty when false.
func flag(on bool) string {
	if on {
		return "1"
	}
	return ""
}

func digit(on bool) string {
	if on {
		return "1"
	}
	return "0"
}

// listTickets answers CLO-31.
func (w *clodoWorld) listTickets(*call) reply {
	type line struct {
		clodoTicketView
		New string `json:"is_new_events"`
	}
	lines := []line{}
	for _, t := range w.tickets {
		fresh := slices.ContainsFunc(t.events, func(e clodoEvent) bool { return e.fresh })
		lines = append(lines, line{t.view(), flag(fresh)})
	}
	return clodoOK("helpdesk", map[string]any{"tickets": lines})
}

type clodoEventView struct {
	ID   string `json:"ticket_events_id"`
	Date string `json:"ticket_events_date"`
	User string `json:"ticket_events_user_id"`
	Text string `json:"ticket_events_text"`
	New  string `json:"ticket_events_new_user"`
	Name string `json:"users_name"`
	Mine string `json:"is_user_msg"`
	File string `json:"is_file"`
}

type clodoWorkView struct {
	clodoEventView
	Hours    string `json:"works_time"`
	Cost     string `json:"works_cost"`
	Accepted string `json:"works_user_accept"`
	Actions  string `json:"works_actions"`
}

func (e clodoEvent) view() clodoEventView {
	return clodoEventView{ID: strconv.Itoa(e.id), Date: e.at.In(clodoZone).Format(time.DateTime), User: strconv.Itoa(e.user),
		Text: e.text, New: digit(e.fresh), Name: e.name, Mine: flag(e.mine), File: flag(e.file)}
}

// showTicket answers CLO-32. What it shows counts as seen from then on, which
// the document does not say.
func (w *clodoWorld) showTicket(c *call) reply {
	t, ok := w.ticket(c.args[0])
	if !ok {
		return w.notFound("Запрос не найден")
	}
	ticket := struct {
		clodoTicketView
		Text     string `json:"text"`
		Operator string `json:"operator_name"`
		VIP      string `json:"sla"`
		Vote     string `json:"vote"`
	}{t.view(), t.text, t.operator, digit(t.vip), t.vote}
	events, works := []clodoEventView{}, []clodoWorkView{}
	for i, e := range t.events {
		if e.hours > 0 {
			works = append(works, clodoWorkView{e.view(), strconv.Itoa(e.hours), strconv.Itoa(e.cost), strconv.Itoa(e.accepted), e.actions})
		} else {
			events = append(events, e.view())
		}
		t.events[i].fresh = false
	}
	return clodoOK("helpdesk", map[string]any{"ticket": ticket, "events": events, "works": works})
}

// openTicket answers CLO-33. It does not tell the number of the new ticket.
func (w *clodoWorld) openTicket(c *call) reply {
	name, in := readClodoInput(c)
	if name != "helpdesk" {
		in.fail("Ошибка разбора запроса")
	}
	in.only("tickets_type", "tickets_subj", "tickets_text", "tickets_sla_type", "virtual_mashines_num")
	section := in.choice("tickets_type", "1", "2", "3")
	subject, text := in.spoken("tickets_subj"), in.spoken("tickets_text")
	vip := in.choice("tickets_sla_type", "0", "1")
	server := in.number("virtual_mashines_num", 0, 1<<30)
	if _, ok := w.server("", strconv.Itoa(server)); !ok && server != 0 {
		in.fail("VPS не найдена")
	}
	if in.problem != "" {
		return w.bad(in.problem)
	}
	t := &clodoTicket{id: w.shared.newTicket(), subject: subject, text: text, section: section, opened: c.now,
		vip: vip == "1", vote: "0", server: server, answerDue: c.now.Add(answerAfter * w.shared.pace)}
	w.tickets = append(w.tickets, t)
	c.changed(strconv.Itoa(t.id), "subject", subject, "text", text, "section", section, "vip", vip, "server", strconv.Itoa(server))
	return clodoDone()
}

// answerAfter is how many paces an operator takes for the first answer.
const answerAfter = 40

// replyTicket answers CLO-34.
func (w *clodoWorld) replyTicket(c *call) reply {
	t, ok := w.ticket(c.args[0])
	if !ok {
		return w.notFound("Запрос не найден")
	}
	name, in := readClodoInput(c)
	if name != "helpdesk" {
		in.fail("Ошибка разбора запроса")
	}
	in.only("text")
	text := in.spoken("text")
	if in.problem != "" {
		return w.bad(in.problem)
	}
	t.events = append(t.events, clodoEvent{id: w.shared.newEvent(), at: c.now, user: w.user, name: "Пётр Петров", text: text, mine: true})
	c.changed(strconv.Itoa(t.id), "text", text)
	return clodoDone()
}

// spoken returns a text that must not be empty.
func (in *clodoInput) spoken(name string) string {
	text := in.text(name)
	if text == "" {
		in.fail("Не указан параметр " + name)
	}
	return text
}
