package api

import (
	"bytes"
	"encoding/json"

	"pinfold/internal/providers/wire"
)

// Ticket is a request to the support, CLO-31 and CLO-32. The text, the operator
// and the flag of VIP support come with CLO-32 only, the flag of new events
// with CLO-31.
type Ticket struct {
	ID       wire.String `json:"id"`
	Subject  wire.String `json:"subject"`
	Section  wire.String `json:"type_name"`
	Status   wire.String `json:"status"`
	Opened   wire.String `json:"open_date"`
	New      wire.Bool   `json:"is_new_events"`
	Text     wire.String `json:"text"`
	Operator wire.String `json:"operator_name"`
	VIP      wire.Bool   `json:"sla"`
}

// TicketEvent is a message, a file or, with a cost, a paid work.
type TicketEvent struct {
	ID       wire.String `json:"ticket_events_id"`
	Date     wire.String `json:"ticket_events_date"`
	Text     wire.String `json:"ticket_events_text"`
	New      wire.Bool   `json:"ticket_events_new_user"`
	Author   wire.String `json:"users_name"`
	Mine     wire.Bool   `json:"is_user_msg"`
	File     wire.Bool   `json:"is_file"`
	Hours    wire.String `json:"works_time"`
	Cost     wire.String `json:"works_cost"`
	Accepted wire.Int    `json:"works_user_accept"`
	Actions  wire.String `json:"works_actions"`
}

// TicketThread is the answer to CLO-32.
type TicketThread struct {
	Ticket wire.Object[Ticket]    `json:"ticket"`
	Events wire.List[TicketEvent] `json:"events"`
	Works  wire.List[TicketEvent] `json:"works"`
}

// Helpdesk returns what an answer about tickets holds, with or without the
// wrapper of that name. A wrapper with nothing in it is an empty object.
func Helpdesk(body []byte) ([]byte, error) {
	var members map[string]json.RawMessage
	if err := wire.JSON(body, &members); err != nil {
		return nil, err
	}
	inner, ok := members["helpdesk"]
	if !ok {
		return body, nil
	}
	if !bytes.HasPrefix(bytes.TrimSpace(inner), []byte("{")) {
		return []byte(`{"tickets":null}`), nil
	}
	return inner, nil
}
