package alerts

import (
	"context"
	"errors"
	"time"

	"pinfold/internal/models"
)

// How deliveries are paced.
const (
	// gap is the least time between two messages to one channel.
	gap = time.Minute
	// firstWait doubles with each try up to mostWait, until giveUp has passed
	// since the first.
	firstWait = time.Minute
	mostWait  = 4 * time.Hour
	giveUp    = 24 * time.Hour
)

// Deliver begins to send what is due and does not wait for it. What one channel
// gets now is one message.
func (d *Desk) Deliver(ctx context.Context) error {
	due, err := d.Store.DueDeliveries(ctx)
	if err != nil || len(due) == 0 {
		return err
	}
	byTeam := map[models.ID]map[models.ID][]models.AlertDelivery{}
	for _, one := range due {
		if byTeam[one.TeamID] == nil {
			byTeam[one.TeamID] = map[models.ID][]models.AlertDelivery{}
		}
		byTeam[one.TeamID][one.ChannelID] = append(byTeam[one.TeamID][one.ChannelID], one)
	}
	teams, err := d.Store.AlertTeams(ctx)
	for _, team := range teams {
		if channels := byTeam[team.ID]; len(channels) > 0 {
			err = errors.Join(err, d.deliverTeam(ctx, d.Store.HolderScope(team), channels))
		}
	}
	return err
}

func (d *Desk) deliverTeam(ctx context.Context, scope models.Scope, due map[models.ID][]models.AlertDelivery) error {
	settings, err := scope.AlertSettings(ctx)
	if err != nil {
		return err
	}
	channels, err := scope.AlertChannels(ctx)
	for _, channel := range channels {
		waiting := due[channel.ID]
		if len(waiting) == 0 || channel.TriedAt != nil && d.Store.Now().Sub(*channel.TriedAt) < gap {
			continue
		}
		now, later := ready(waiting, settings, d.Store.Now())
		if held := unheld(later); len(held) > 0 {
			err = errors.Join(err, scope.HoldDeliveries(ctx, held))
		}
		if len(now) > 0 && d.take(channel.ID) {
			d.all.Go(func() { d.deliver(context.WithoutCancel(ctx), scope, channel, now) })
		}
	}
	return err
}

// ready are the deliveries that make the next message: those of one that was
// tried before, else all new ones. Quiet hours hold the rest.
func ready(due []models.AlertDelivery, settings models.AlertSettings, now time.Time) (next, held []models.AlertDelivery) {
	_, quiet := QuietUntil(settings, now)
	byBatch, order := map[string][]models.AlertDelivery{}, []string{}
	for _, one := range due {
		if quiet && !passes(settings, one.Severity) {
			held = append(held, one)
			continue
		}
		if byBatch[one.Batch] == nil {
			order = append(order, one.Batch)
		}
		byBatch[one.Batch] = append(byBatch[one.Batch], one)
	}
	if len(order) == 0 {
		return nil, held
	}
	next = byBatch[order[0]]
	if order[0] == "" { // New ones, and none was tried before them.
		return next, held
	}
	// A message that is tried again is whole, or a receiver could not know it.
	for _, one := range held {
		if one.Batch == order[0] {
			next = append(next, one)
		}
	}
	return next, held
}

func unheld(list []models.AlertDelivery) (ids []models.ID) {
	for _, one := range list {
		if !one.Held && one.Batch == "" {
			ids = append(ids, one.ID)
		}
	}
	return ids
}

// take keeps a channel from getting two messages at once.
func (d *Desk) take(channel models.ID) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.busy[channel] {
		return false
	}
	select {
	case d.room <- struct{}{}:
	default:
		return false
	}
	d.busy[channel] = true
	return true
}

func (d *Desk) free(channel models.ID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.busy, channel)
	<-d.room
}

// Wait returns when nothing is on its way any more, or when ctx ends.
func (d *Desk) Wait(ctx context.Context) {
	done := make(chan struct{})
	go func() { d.all.Wait(); close(done) }()
	select {
	case <-done:
	case <-ctx.Done():
	}
}
