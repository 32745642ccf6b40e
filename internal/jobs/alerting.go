package jobs

import (
	"context"
	"time"

	"pinfold/internal/alerts"
	"pinfold/internal/feed"
)

// How often alerts are looked for without news, how soon after news at most,
// and how long ended ones are kept.
const (
	alertsEvery = 30 * time.Second
	alertsPause = 2 * time.Second
	alertsKept  = 90 * 24 * time.Hour
)

// alerting finds what is worth an alert and sends what is due, until ctx ends.
func (j *Jobs) alerting(ctx context.Context, o Options, news *feed.Subscription) {
	defer close(j.alerted)
	defer news.Close()
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	heard, looked, pruned := true, time.Time{}, time.Time{}
	for {
		if since := time.Since(looked); heard && since >= alertsPause || since >= alertsEvery {
			heard, looked = false, time.Now()
			o.warn(ctx, "alerts were not looked for", o.Alerts.Evaluate(ctx))
		}
		o.warn(ctx, "alerts were not sent", o.Alerts.Deliver(ctx))
		if time.Since(pruned) >= time.Hour {
			pruned = time.Now()
			o.warn(ctx, "old alerts were not removed", o.Store.PruneAlerts(ctx, o.Store.Now().Add(-alertsKept)))
		}
		heard = wait(ctx, news, ticker.C, looked) || heard
		if ctx.Err() != nil {
			return
		}
	}
}

// wait returns at the next tick, or with news as soon as they may be looked at.
func wait(ctx context.Context, news *feed.Subscription, tick <-chan time.Time, looked time.Time) (heard bool) {
	for {
		select {
		case <-ctx.Done():
			return heard
		case <-news.Wake():
			heard = heard || worthALook(news.Take())
			if heard && time.Since(looked) >= alertsPause {
				return heard
			}
		case <-tick:
			return heard
		}
	}
}

// worthALook reports whether anything but alerts themselves changed.
func worthALook(events []feed.Event) bool {
	for _, e := range events {
		if e.Kind != alerts.Feed {
			return true
		}
	}
	return false
}

func (o Options) warn(ctx context.Context, what string, err error) {
	if err != nil && ctx.Err() == nil {
		o.Log.Warn(what, "error", err)
	}
}

// startAlerts begins to look for alerts.
func (j *Jobs) startAlerts(ctx context.Context, o Options) {
	if o.Alerts == nil {
		close(j.alerted)
		return
	}
	go j.alerting(ctx, o, o.Bus.Subscribe())
}
