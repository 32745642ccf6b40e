package alerts

import (
	"context"
	"errors"

	"pinfold/internal/models"
)

// Evaluate lets all rules look at all teams that have a channel. What a rule
// cannot read is left as it was.
func (d *Desk) Evaluate(ctx context.Context) error {
	teams, err := d.Store.AlertTeams(ctx)
	for _, team := range teams {
		changed, failed := d.evaluate(ctx, d.Store.HolderScope(team))
		err = errors.Join(err, failed)
		if changed {
			d.tell(team.ID)
		}
	}
	return err
}

func (d *Desk) evaluate(ctx context.Context, scope models.Scope) (changed bool, err error) {
	settings, err := scope.AlertSettings(ctx)
	if err != nil {
		return false, err
	}
	accounts, err := scope.Accounts(ctx)
	if err != nil {
		return false, err
	}
	in := In{Scope: scope, Settings: settings, Now: d.Store.Now(), Vendor: d.Vendor, Accounts: map[models.ID]models.Account{}}
	for _, a := range accounts {
		in.Accounts[a.ID] = a
	}
	wanted, err := wantedRules(ctx, scope)
	if err != nil {
		return false, err
	}
	for _, rule := range Rules() {
		var found []Subject
		var failed error
		if wanted[rule.Name] {
			found, failed = rule.Find(ctx, in)
		}
		if failed == nil {
			var wrote bool
			wrote, failed = scope.RecordAlerts(ctx, rule.check(found, settings))
			changed = changed || wrote
		}
		err = errors.Join(err, failed)
	}
	return changed, err
}

// wantedRules are those that any channel is to hear of. The others find
// nothing.
func wantedRules(ctx context.Context, scope models.Scope) (map[string]bool, error) {
	channels, err := scope.AlertChannels(ctx)
	wanted := map[string]bool{}
	for _, c := range channels {
		for name := range c.Rules {
			wanted[name] = true
		}
	}
	return wanted, err
}
