package clodo

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func TestSampleOfTickets(t *testing.T) {
	f := newFake(t)
	f.on("GET /helpdesk/", sample(t, "clo-31.json"))
	got, err := f.client.Tickets(t.Context())
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "ticket 445822", got[1], providers.Observation{
		Kind: providers.KindTicket, ID: "445822", Name: "test works", State: providers.Available, StateWord: "Обрабатывается",
		Facts: providers.TicketFacts{Section: "Общие вопросы", OpenedAt: at(t, "2012-01-20 08:41:12")},
	})
}

func TestSampleOfOneTicket(t *testing.T) {
	f := newFake(t)
	f.on("GET /helpdesk/445822", sample(t, "clo-32.json"))
	got, err := f.client.Ticket(t.Context(), providers.Ref{ID: "445822"})
	if err != nil {
		t.Fatal(err)
	}
	const operator = "Иван Петров"
	want := providers.TicketThread{VIP: true, Operator: operator, Entries: []providers.TicketEntry{
		{At: at(t, "2012-01-20 08:41:12"), Mine: true, Text: "проверка работ"},
		{ID: "3825702", At: at(t, "2012-01-23 13:07:22"), Author: operator, Text: "test 2",
			Work: &providers.TicketWork{Hours: "4", Cost: "3400", Accepted: 1}},
		{ID: "3835122", At: at(t, "2012-01-24 09:07:49"), Author: operator, Text: "test256",
			Work: &providers.TicketWork{Hours: "2", Cost: "1700", Accepted: -1}},
		{ID: "3848242", At: at(t, "2012-01-25 13:44:13"), Author: operator, Text: "test operator message"},
	}}
	if !reflect.DeepEqual(got.Gauges, want) {
		t.Errorf("%+v", got.Gauges)
	}
	if facts := got.Facts.(providers.TicketFacts); got.Name != "test works" || facts.Section != "Общие вопросы" || facts.New {
		t.Errorf("%+v", got)
	}
}

func TestShapesOfTickets(t *testing.T) {
	const none = `{"NotFound":{"code":404,"message":"Not Found","details":"Запросов не найдено"}}`
	for _, c := range []struct {
		status   int
		body     string
		items    int
		complete bool
		kind     providers.ErrorKind
	}{
		{200, `{"helpdesk":{"tickets":{"ticket":{"id":1,"is_new_events":"1"}}}}`, 1, true, ""},
		{200, `{"tickets":[{"id":1,"is_new_events":1},{"id":2}]}`, 2, true, ""},
		{200, `{"helpdesk":null}`, 0, true, ""},
		{200, `{"helpdesk":""}`, 0, true, ""},
		{200, `{"helpdesk":{"tickets":""}}`, 0, true, ""},
		{204, ``, 0, true, ""},
		{404, none, 0, true, ""},
		{200, `{"helpdesk":{"tickets":[{"id":1,"is_new_events":true},{"subject":"x"}]}}`, 1, false, ""},
		{200, `{"helpdesk":{}}`, 0, false, providers.ErrUnexpected},
		{200, `{}`, 0, false, providers.ErrUnexpected},
		{200, `<html>`, 0, false, providers.ErrUnexpected},
	} {
		f := newFake(t)
		f.on("GET /helpdesk/", answer(c.status, c.body))
		got, err := f.client.listTickets(t.Context())
		if providers.KindOf(err) != c.kind || len(got.Items) != c.items || got.Complete != c.complete {
			t.Errorf("%d %s: %+v, %v", c.status, c.body, got, err)
		}
		if c.items > 0 && !got.Items[0].Facts.(providers.TicketFacts).New {
			t.Errorf("%s: not new", c.body)
		}
	}
}

func TestThreadsThatAreStrange(t *testing.T) {
	f := newFake(t)
	f.on("GET /helpdesk/7", answer(200, `{"helpdesk":{"ticket":{"id":7,"text":"<b>x</b>"},"events":{"event":[
		{"ticket_events_id":5,"ticket_events_text":"log.txt","is_file":"1","is_user_msg":1,"ticket_events_new_user":"1"},
		{"ticket_events_id":6,"ticket_events_text":"again"}]},"works":{"work":{"ticket_events_id":6,"works_cost":"free","works_time":"1.5","works_user_accept":"9"}}}}`))
	got, err := f.client.Ticket(t.Context(), providers.Ref{ID: "7"})
	if err != nil {
		t.Fatal(err)
	}
	entries := got.Gauges.(providers.TicketThread).Entries
	if len(entries) != 3 || entries[0].Text != "<b>x</b>" || !entries[1].File || !entries[1].Mine || !entries[1].New ||
		!reflect.DeepEqual(entries[2].Work, &providers.TicketWork{Hours: "1.5", Accepted: 1}) {
		t.Errorf("%+v", entries)
	}
	f.on("GET /helpdesk/8", answer(200, `{"helpdesk":{"ticket":{"id":7}}}`))
	f.on("GET /helpdesk/9", answer(404, ``))
	for id, kind := range map[string]providers.ErrorKind{"8": providers.ErrUnexpected, "9": providers.ErrNotFound, "../x": providers.ErrInvalid} {
		if _, err := f.client.Ticket(t.Context(), providers.Ref{ID: id}); providers.KindOf(err) != kind {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestTicketWrites(t *testing.T) {
	for _, c := range []struct {
		op         providers.OpID
		path, body string
		send       func(ctx context.Context, c *Client) error
	}{
		{"CLO-33", "POST /helpdesk/",
			`{"helpdesk":{"tickets_sla_type":"0","tickets_subj":"Тема сообщения","tickets_text":"Текст сообщения!!!","tickets_type":"1","virtual_mashines_num":"0"}}`,
			func(ctx context.Context, c *Client) error {
				return c.OpenTicket(ctx, form.Values{"subject": "Тема сообщения", "text": "Текст сообщения!!!", "section": "1"})
			}},
		{"CLO-33", "POST /helpdesk/",
			`{"helpdesk":{"tickets_sla_type":"1","tickets_subj":"a","tickets_text":"b","tickets_type":"2","virtual_mashines_num":"60"}}`,
			func(ctx context.Context, c *Client) error {
				return c.OpenTicket(ctx, form.Values{"subject": "a", "text": "b", "section": "2", "server": "60", "vip": "1"})
			}},
		{"CLO-34", "POST /helpdesk/7", `{"helpdesk":{"text":"Текст сообщения!!!"}}`,
			func(ctx context.Context, c *Client) error {
				return c.Reply(ctx, providers.Ref{ID: "7"}, "Текст сообщения!!!")
			}},
	} {
		f := newFake(t)
		f.on(c.path, answer(204, ""))
		if err := c.send(intent(t.Context(), c.op), f.client); err != nil || f.bodies[len(f.bodies)-1] != c.body {
			t.Errorf("%s: %v, sent %s", c.op, err, f.bodies[len(f.bodies)-1])
		}
		f.on(c.path, answer(404, `{"NotFound":{"code":404,"details":"Запрос не найден"}}`))
		if err := c.send(intent(t.Context(), c.op), f.client); providers.KindOf(err) != providers.ErrNotFound || !strings.Contains(providers.Sentence(err), "ticket") {
			t.Errorf("%s without the ticket: %v", c.op, err)
		}
		f.on(c.path, answer(200, "<html>"))
		if err := c.send(intent(t.Context(), c.op), f.client); providers.KindOf(err) != providers.ErrUnknown {
			t.Errorf("%s with a page: %v", c.op, err)
		}
	}
}
