package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// The shelves of tickets. A provider lists those that are open; one that it
// lists no more is closed.
const (
	TicketsOpen   = ""
	TicketsNew    = "new"
	TicketsClosed = "closed"
)

// TicketQuery is what the list of tickets is asked for.
type TicketQuery struct {
	Show string
	Text string
	// Accounts limit the list; none means any.
	Accounts []ID
	// Words are the provider's own words for the state; none means any.
	Words         []string
	Offset, Limit int
}

const ticketNew = "json_extract(facts, '$.new') = 1"

// Tickets lists tickets: those with something new first, then the latest.
func (sc Scope) Tickets(ctx context.Context, q TicketQuery) (rows []Resource, total int64, err error) {
	if err = sc.tickets(ctx, q).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = sc.tickets(ctx, q).Order("COALESCE(" + ticketNew + ", 0) DESC, json_extract(facts, '$.opened_at') DESC, id DESC").
		Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return rows, total, err
}

// CountTickets counts what a query leaves.
func (sc Scope) CountTickets(ctx context.Context, q TicketQuery) (n int64, err error) {
	err = sc.tickets(ctx, q).Count(&n).Error
	return n, err
}

func (sc Scope) tickets(ctx context.Context, q TicketQuery) *gorm.DB {
	db := sc.rows(ctx).Model(&Resource{}).Where("kind = ?", providers.KindTicket)
	switch q.Show {
	case TicketsClosed:
		db = db.Where("gone_at IS NOT NULL")
	case TicketsNew:
		db = db.Where("gone_at IS NULL").Where(ticketNew)
	default:
		db = db.Where("gone_at IS NULL")
	}
	for _, word := range searchWords(q.Text) {
		db = db.Where(`search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
	}
	if len(q.Accounts) > 0 {
		db = db.Where("account_id IN ?", q.Accounts)
	}
	if len(q.Words) > 0 {
		db = db.Where("state_word IN ?", q.Words)
	}
	return db
}

// TicketServers finds the servers that tickets are about: those that people
// named, else those that they were opened about here. No provider tells it
// afterwards.
func (sc Scope) TicketServers(ctx context.Context, tickets []Resource) (map[ID]Resource, error) {
	servers := map[ID]Resource{}
	ids := []ID{0}
	for _, t := range tickets {
		ids = append(ids, t.ID)
	}
	var opened []Operation
	err := sc.rows(ctx).Where("action = 'ticket.create' AND kind = ? AND resource_id IN ?", providers.KindTicket, ids).Find(&opened).Error
	for _, op := range opened {
		var server Resource
		if err != nil || op.Input["server"] == "" {
			continue
		}
		err = found(sc.rows(ctx).Where("account_id = ? AND kind = ? AND external_id = ?", op.AccountID, providers.KindServer, op.Input["server"]).
			Take(&server).Error)
		if err == ErrNotFound {
			err = nil
			continue
		}
		servers[op.ResourceID] = server
	}
	if err != nil {
		return servers, err
	}
	return servers, sc.linked(ctx, ids, servers)
}

// ReadThread tells how the last reading of what was said in a ticket went.
func (sc Scope) ReadThread(ctx context.Context, ticket Resource) (PartCheck, error) {
	checks, err := sc.PartChecks(ctx, ticket.ID)
	return checks[ThreadPart], err
}

// ThreadPart is the name under which readings of a ticket are recorded.
const ThreadPart = "thread"
