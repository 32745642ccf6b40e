package jobs

import (
	"context"

	"pinfold/internal/feed"
	"pinfold/internal/models"
)

// beside notices accounts that a command beside the panel added, changed or
// removed: nothing else tells this process.
type beside struct {
	known map[models.ID]models.AccountMark
}

// look compares the accounts with those of the last look. The first one only
// learns them.
func (b *beside) look(ctx context.Context, o Options) {
	marks, err := o.Store.AccountMarks(ctx)
	if err != nil {
		o.Log.Warn("sweep failed", "error", err)
		return
	}
	now := make(map[models.ID]models.AccountMark, len(marks))
	for _, m := range marks {
		now[m.ID] = m
		if have, ok := b.known[m.ID]; b.known != nil && (!ok || have.Version != m.Version) {
			announce(o.Bus, m)
		}
	}
	for id, m := range b.known {
		if _, ok := now[id]; !ok {
			o.Fleet.Forget(id)
			announce(o.Bus, m)
		}
	}
	b.known = now
}

func announce(bus *feed.Bus, m models.AccountMark) {
	team, id := int64(m.TeamID), int64(m.ID)
	bus.Publish(
		feed.Event{Team: team, Account: id, Kind: "account", ID: id},
		feed.Event{Team: team, Account: id, Kind: "account"},
		feed.Event{Team: team, Account: id, Kind: "server"},
	)
}
