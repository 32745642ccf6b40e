package alerts

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"pinfold/internal/models"
)

// deliver sends one message. Before anything leaves it is on record, so that a
// restart knows of it.
func (d *Desk) deliver(ctx context.Context, scope models.Scope, channel models.AlertChannel, list []models.AlertDelivery) {
	defer d.free(channel.ID)
	batch := list[0].Batch
	if batch == "" {
		batch = newID()
	}
	ids := make([]models.ID, 0, len(list))
	for _, one := range list {
		ids = append(ids, one.ID)
	}
	ok, err := scope.BeginDeliveries(ctx, channel.ID, ids, batch)
	if err != nil || !ok {
		if err != nil {
			d.Log.Warn("alerts not sent", "channel", channel.ID, "error", err)
		}
		return
	}
	failure := d.attempt(ctx, scope, channel, list, batch)
	if err := scope.EndDeliveries(ctx, batch, d.outcome(list[0], failure)); err != nil {
		d.Log.Error("alerts sent and not recorded", "channel", channel.ID, "error", err)
	}
	d.tell(scope.Team.ID)
}

// attempt sends the message; a panic is a failure like any other.
func (d *Desk) attempt(ctx context.Context, scope models.Scope, channel models.AlertChannel, list []models.AlertDelivery, batch string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			d.Log.Error("panic in an alert", "channel", channel.ID, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = failed("The panel could not send it. The log says why.")
		}
	}()
	m, err := d.message(ctx, scope, list, batch)
	if err != nil {
		return err
	}
	return d.send(ctx, channel, m)
}

func (d *Desk) message(ctx context.Context, scope models.Scope, list []models.AlertDelivery, batch string) (Message, error) {
	m := Message{ID: batch, At: d.Store.Now(), Team: scope.Team, Base: d.URL}
	ids, latest := []models.ID{}, map[models.ID]int{}
	for _, one := range list {
		ids = append(ids, one.AlertID)
		m.Summary = m.Summary || one.Held
		latest[one.AlertID] = max(latest[one.AlertID], one.Round)
	}
	byID, err := scope.AlertsByID(ctx, ids)
	if err != nil {
		return m, err
	}
	accounts, err := scope.Accounts(ctx)
	if err != nil {
		return m, err
	}
	in := In{Accounts: map[models.ID]models.Account{}, Vendor: d.Vendor}
	for _, a := range accounts {
		in.Accounts[a.ID] = a
	}
	for _, one := range list {
		alert, ok := byID[one.AlertID]
		if !ok || latest[one.AlertID] != one.Round {
			continue // A reminder of it is in the same message.
		}
		item := Item{Alert: alert, Reminder: one.Round, URL: d.URL.JoinPath(alert.Path).String()}
		if account, ok := in.Accounts[alert.AccountID]; ok {
			item.Account, item.Provider = account.Label, string(account.Provider)
		}
		m.Items = append(m.Items, item)
	}
	return m, nil
}

// outcome says what becomes of a message: taken, tried again, or given up a day
// after its first try.
func (d *Desk) outcome(one models.AlertDelivery, err error) models.SentOutcome {
	o := models.SentOutcome{Reason: sentenceOf(err)}
	if err == nil {
		return o
	}
	now, first := d.Store.Now(), d.Store.Now()
	if one.FirstTry != nil {
		first = *one.FirstTry
	}
	wait := backoff(one.Tries)
	var f *Failure
	if errors.As(err, &f) {
		wait = max(wait, f.Wait)
	}
	if next := now.Add(wait); next.Sub(first) <= giveUp {
		o.NextTry = &next
	}
	return o
}

// backoff is how long to wait after so many tries before this one.
func backoff(tries int) time.Duration {
	wait := firstWait
	for range tries {
		if wait *= 2; wait >= mostWait {
			return mostWait
		}
	}
	return wait
}

func newID() string { return "msg_" + rand.Text() }
