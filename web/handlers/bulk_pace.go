package handlers

import (
	"fmt"
	"strings"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/fleet"
	"pinfold/internal/jobs"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/operations"
)

// pace says at the confirmation how fast a bulk run can go. Only limits that a
// provider has told count: what the panel allows itself is not known to last.
func (b bulkAsked) pace() string {
	open := map[models.ID]int{}
	accounts := map[models.ID]actions.Target{}
	for i, t := range b.targets {
		if b.offers[i].Reason == "" {
			open[t.Account.ID]++
			accounts[t.Account.ID] = t
		}
	}
	var longest time.Duration
	text := ""
	for id, t := range accounts {
		limit, takes := fleet.BulkPace(t.Account.Limits, b.action.Write[t.Vendor.Slug], open[id], 0)
		if takes > longest {
			longest, text = takes, allows(t.Vendor.Name, limit)
		}
	}
	if text == "" {
		return "Runs in the background, at the pace the provider allows."
	}
	return "Runs in the background. " + text + " It takes " + roughly(longest) + " or more."
}

// waiting is what of a bulk run is still to come at one account.
type waiting struct {
	n int
	// held is when the first of those goes that wait for a limit, zero if none
	// does.
	held time.Time
}

func (w *waiting) add(child models.Operation) {
	w.n++
	if strings.HasSuffix(child.Step, jobs.LimitStep) && (w.held.IsZero() || child.DueAt.Before(w.held)) {
		w.held = child.DueAt
	}
}

// left sorts what of a bulk run is still to come by account.
func left(rows []models.Operation) map[models.ID]*waiting {
	open := map[models.ID]*waiting{}
	for _, child := range rows {
		if !child.Status.Open() {
			continue // Its outcome is not known: a person decides.
		}
		if open[child.AccountID] == nil {
			open[child.AccountID] = &waiting{}
		}
		open[child.AccountID].add(child)
	}
	return open
}

// pace says on the page of a bulk run what holds it up and until when.
func (v operationView) pace(op models.Operation, page *operations.Page) error {
	rows, _, err := v.scope.Operations(v.ctx, models.OperationQuery{Parent: op.ID, Show: "open", Limit: bulkMost})
	if err != nil {
		return err
	}
	open := left(rows)
	action, _ := actions.Named(op.Action)
	now, longest := v.panel.Store.Now(), time.Duration(0)
	for id, w := range open {
		vendor, _ := v.panel.Fleet.Vendor(v.accounts[id].Provider)
		wait := time.Duration(0)
		if !w.held.IsZero() {
			wait = max(wait, w.held.Sub(now))
		}
		limit, takes := fleet.BulkPace(v.accounts[id].Limits, action.Write[vendor.Slug], w.n, wait)
		if takes > longest {
			longest, page.Pace = takes, allows(vendor.Name, limit)
		}
	}
	page.Ends, page.Partly = now.Add(longest), len(open) > 1
	return nil
}

func allows(name string, limit providers.Limit) string {
	return fmt.Sprintf("%s allows %d per %s.", name, limit.Count, perWord(limit.Per))
}

func perWord(per time.Duration) string {
	switch per {
	case time.Minute:
		return "minute"
	case time.Hour:
		return "hour"
	case 24 * time.Hour:
		return "day"
	}
	return roughly(per)
}

// roughly says a duration in its largest unit.
func roughly(d time.Duration) string {
	for _, unit := range []struct {
		length    time.Duration
		one, many string
	}{{24 * time.Hour, "1 day", "days"}, {time.Hour, "1 hour", "hours"}, {time.Minute, "1 minute", "minutes"}} {
		switch n := int(d / unit.length); {
		case n == 1:
			return unit.one
		case n > 1:
			return fmt.Sprintf("%d %s", n, unit.many)
		}
	}
	return fmt.Sprintf("%d seconds", int(d.Seconds()))
}
