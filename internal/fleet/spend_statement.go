package fleet

import (
	"context"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// How far back spend is read: by the day for the pace of an account, by the
// month for its history.
const (
	spendDays   = 30
	spendMonths = 12
)

// span is a run of days.
type span struct{ first, last time.Time }

// missing returns the spans that are not known, the newest first: single days
// of the last month, and before that what is missing of each month as a whole.
func missing(known map[string]bool, today time.Time) (spans []span) {
	for back := 1; back <= spendDays; back++ {
		if day := today.AddDate(0, 0, -back); !known[day.Format(time.DateOnly)] {
			spans = append(spans, span{day, day})
		}
	}
	last := today.AddDate(0, 0, -spendDays-1)
	oldest := time.Date(today.Year(), today.Month()-spendMonths+1, 1, 0, 0, 0, 0, today.Location())
	for !last.Before(oldest) {
		first := time.Date(last.Year(), last.Month(), 1, 0, 0, 0, 0, last.Location())
		if s, ok := gap(known, span{first, last}); ok {
			spans = append(spans, s)
		}
		last = first.AddDate(0, 0, -1)
	}
	return spans
}

// gap is the last run of days within a span that are not known.
func gap(known map[string]bool, within span) (found span, ok bool) {
	for day := within.last; !day.Before(within.first); day = day.AddDate(0, 0, -1) {
		switch unknown := !known[day.Format(time.DateOnly)]; {
		case unknown && !ok:
			found, ok = span{day, day}, true
		case unknown:
			found.first = day
		case ok:
			return found, true
		}
	}
	return found, ok
}

// ofStatements asks for today so far, for what is missing of the account, and
// for yesterday of each server.
func (w spendWork) ofStatements(ctx context.Context, reader providers.StatementReader) (more bool, err error) {
	now := w.store.Now().In(reader.StatementZone())
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	oldest := today.AddDate(-1, -1, 0).Format(time.DateOnly)
	readings, err := w.scope.SpendDays(ctx, w.account.ID, models.SpendStatement, oldest)
	if err != nil {
		return false, err
	}
	known, servers, fresh := map[string]bool{}, map[models.ID]bool{}, false
	for _, r := range readings {
		switch {
		case r.ServerID != 0:
			servers[r.ServerID] = servers[r.ServerID] || r.Day == today.AddDate(0, 0, -1).Format(time.DateOnly)
		case r.Final:
			for _, day := range r.Days() {
				known[day] = true
			}
		case r.Day == today.Format(time.DateOnly):
			fresh = w.store.Now().Sub(r.ReadAt) < spendEvery-spendRest
		}
	}
	calls := spendCalls
	if !fresh {
		if err := w.statement(ctx, reader, models.Resource{}, span{today, today}, now); err != nil {
			return false, err
		}
		calls--
	}
	for _, s := range missing(known, today) {
		if calls--; calls < 0 {
			return true, nil
		}
		if err := w.statement(ctx, reader, models.Resource{}, s, now); err != nil {
			return false, err
		}
	}
	return w.ofServers(ctx, reader, servers, span{today.AddDate(0, 0, -1), today.AddDate(0, 0, -1)}, calls)
}

func (w spendWork) ofServers(ctx context.Context, reader providers.StatementReader, known map[models.ID]bool, day span, calls int) (more bool, err error) {
	servers, _, err := w.scope.Things(ctx, w.account.ID, providers.KindServer, 0, serversMost)
	if err != nil {
		return false, err
	}
	for _, server := range servers {
		if known[server.ID] {
			continue
		}
		if calls--; calls < 0 {
			return true, nil
		}
		err := w.statement(ctx, reader, server, day, w.store.Now())
		if err != nil && providers.KindOf(err) != providers.ErrNotFound { // It was deleted meanwhile.
			return false, err
		}
	}
	return false, nil
}

// serversMost bounds how many servers of one account are asked about in a day.
const serversMost = 2000

// statement reads and stores one span of the account, or of a server.
func (w spendWork) statement(ctx context.Context, reader providers.StatementReader, server models.Resource, s span, now time.Time) error {
	end := s.last.AddDate(0, 0, 1).Add(-time.Second)
	final := end.Before(now)
	if !final {
		end = now
	}
	told, err := reader.Statement(ctx, server.Ref(), s.first, end)
	if err != nil {
		return err
	}
	amounts := models.Amounts{}
	for _, charge := range told.Charges {
		if err := add(amounts, charge.Kind, charge.Amount); err != nil {
			return err
		}
	}
	key := w.key(models.SpendStatement, "", s.last.Format(time.DateOnly))
	key.ServerID = server.ID
	return w.scope.RecordSpend(ctx, models.Spending{SpendKey: key, First: s.first.Format(time.DateOnly), Final: final,
		Currency: w.currency, Amounts: amounts})
}
