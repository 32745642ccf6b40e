package sandbox

import (
	"slices"
	"strconv"
	"time"
)

// clodoTicket is a request to the support.
type clodoTicket struct {
	id             int
	subject, text  string
	section        string
	opened         time.Time
	operator, vote string
	vip            bool
	server         int // 0 for none
	events         []clodoEvent
	answerDue      time.Time // when an operator answers, zero for never
}

// clodoEvent is a message of a ticket, a file or, with hours, a paid work.
type clodoEvent struct {
	id         int
	at         time.Time
	user       int
	name, text string
	mine       bool // by the client
	file       bool
	fresh      bool // not seen by the client
	hours      int
	cost       int
	accepted   int // -1, 0 or 1
	actions    string
}

const (
	clodoOperator   = "Иван Петров"
	clodoOperatorID = 54
	clodoInProgress = "Обрабатывается"
)

var clodoSections = map[string]string{"1": "Общие вопросы", "2": "Технические вопросы", "3": "Финансовые вопросы"}

// addSampleTickets are those of the samples of CLO-31 and CLO-32.
func (w *clodoWorld) addSampleTickets() {
	at := func(text string) time.Time {
		t, err := time.ParseInLocation(time.DateTime, text, clodoZone)
		if err != nil {
			panic("sandbox: sample of clodo: " + err.Error())
		}
		return t
	}
	by := clodoEvent{user: clodoOperatorID, name: clodoOperator}
	said, declined, agreed := by, by, by
	said.id, said.at, said.text = 3848242, at("2012-01-25 17:44:13"), "test operator message"
	declined.id, declined.at, declined.text = 3835122, at("2012-01-24 13:07:49"), "test256"
	declined.hours, declined.cost, declined.accepted = 2, 1700, -1
	agreed.id, agreed.at, agreed.text = 3825702, at("2012-01-23 17:07:22"), "test 2"
	agreed.hours, agreed.cost, agreed.accepted = 4, 3400, 1
	w.tickets = append(w.tickets,
		&clodoTicket{id: 299442, subject: "test req", text: "test", section: "1", opened: at("2011-09-26 16:45:19"), vote: "0"},
		&clodoTicket{id: 445822, subject: "test works", text: "проверка работ", section: "1", opened: at("2012-01-20 12:41:12"),
			operator: clodoOperator, vip: true, vote: "1", events: []clodoEvent{said, declined, agreed}})
}

// ticket finds the ticket with the id of the path.
func (w *clodoWorld) ticket(id string) (*clodoTicket, bool) {
	i := slices.IndexFunc(w.tickets, func(t *clodoTicket) bool { return strconv.Itoa(t.id) == id })
	if i < 0 {
		return nil, false
	}
	return w.tickets[i], true
}

// settleTickets lets the operators answer what is due.
func (w *clodoWorld) settleTickets(now time.Time) {
	for _, t := range w.tickets {
		if !t.answerDue.IsZero() && !now.Before(t.answerDue) {
			w.answer(t, "Здравствуйте! Приняли ваш запрос, смотрим.", t.answerDue)
			t.answerDue = time.Time{}
		}
	}
}

// answer adds a message of an operator.
func (w *clodoWorld) answer(t *clodoTicket, text string, at time.Time) *clodoEvent {
	t.operator = clodoOperator
	t.events = append(t.events, clodoEvent{
		id: w.shared.newEvent(), at: at, user: clodoOperatorID, name: clodoOperator, text: text, fresh: true,
	})
	return &t.events[len(t.events)-1]
}

func (p *clodo) newEvent() int {
	p.lastEvent++
	return 3_848_242 + p.lastEvent
}

func (p *clodo) newTicket() int {
	p.lastTicket++
	return 445_822 + p.lastTicket
}

// mutateTicket changes a ticket behind the client's back.
func (w *clodoWorld) mutateTicket(t *clodoTicket, m Mutation, now time.Time) {
	switch m.Kind {
	case MutateAnswer:
		w.answer(t, m.Value, now)
	case MutateWork:
		e := w.answer(t, m.Value, now)
		e.hours, e.cost = 2, 1700
	case MutateRemove:
		w.tickets = slices.DeleteFunc(w.tickets, func(x *clodoTicket) bool { return x == t })
	}
}
