package actions_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// assigner is a provider with one address.
type assigner struct {
	at    string
	sends int
}

func (a *assigner) Address(context.Context, providers.Ref) (providers.Observation, error) {
	return providers.Observation{Kind: providers.KindAddress, ID: "1.1.1.1", Name: "1.1.1.1", Parent: a.at}, nil
}

func (a *assigner) Server(_ context.Context, ref providers.Ref) (providers.Observation, error) {
	return providers.Observation{Kind: providers.KindServer, ID: ref.ID}, nil
}

func (a *assigner) AssignAddress(_ context.Context, _ providers.Ref, server string) error {
	a.sends, a.at = a.sends+1, server
	return nil
}

func (a *assigner) UnassignAddress(context.Context, providers.Ref) error { return nil }

// An address waits for older work on the server that it goes to, which its own
// lock does not keep off.
func TestAssigningWaitsForTheServer(t *testing.T) {
	r := newRig(t)
	account, err := r.scope.Account(ctx, r.server.AccountID)
	testdb.Must(t, err)
	address := r.Thing(t, r.scope, account, providers.Observation{Kind: providers.KindAddress, ID: "1.1.1.1", Name: "1.1.1.1"})
	older := r.op
	op := testdb.Started(t, r.scope, &models.Operation{AccountID: account.ID, Action: "address.assign", Kind: providers.KindAddress,
		ResourceID: address.ID, ExternalID: "1.1.1.1", TargetName: "1.1.1.1", FormID: "assign", LockKey: "address-1",
		Input: map[string]string{"server": r.server.ExternalID}})
	r.lease = r.Claimed(t, op, "assigning")
	provider := &assigner{}
	turn := func() error {
		run := r.run()
		run.Vendor.Slug, run.Action, run.Resource = providers.IDCloudHost, actions.AddressAssign, &address
		run.Input = form.Values{"server": r.server.ExternalID}
		run.Observe = func(context.Context, providers.Observation) (models.ID, error) { return address.ID, nil }
		return actions.AddressAssign.Do(ctx, run, provider)
	}
	var wait *actions.Snooze
	if err := turn(); !errors.As(err, &wait) || !strings.Contains(wait.Step, "Waits for operation") || provider.sends != 0 {
		t.Fatalf("beside operation %d: %v, sent %d times", older.ID, err, provider.sends)
	}
	r.Exec(t, "UPDATE operations SET status = 'succeeded' WHERE id = ?", older.ID)
	if err := turn(); err != nil || provider.sends != 1 {
		t.Errorf("alone: %v, sent %d times", err, provider.sends)
	}
}
