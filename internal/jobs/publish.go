package jobs

import (
	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

func (r *Runner) publish(op models.Operation) {
	events := []feed.Event{
		{Team: int64(op.TeamID), Account: int64(op.AccountID), Kind: "operation", ID: int64(op.ID)},
		{Team: int64(op.TeamID), Account: int64(op.AccountID), Kind: "operation"},
	}
	if op.ParentID != nil {
		events = append(events, feed.Event{Team: int64(op.TeamID), Kind: "operation", ID: int64(*op.ParentID)})
	}
	r.o.Bus.Publish(events...)
	if op.ServerID != 0 {
		r.publishThing(op, providers.KindServer, op.ServerID)
	}
	if op.ResourceID != 0 {
		r.publishThing(op, op.Kind, op.ResourceID)
	}
}

func (r *Runner) publishThing(op models.Operation, kind providers.Kind, id models.ID) {
	r.o.Bus.Publish(
		feed.Event{Team: int64(op.TeamID), Account: int64(op.AccountID), Kind: string(kind), ID: int64(id)},
		feed.Event{Team: int64(op.TeamID), Account: int64(op.AccountID), Kind: string(kind)},
	)
}
