package idcloudhost_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func creating(ctx context.Context) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "create", Op: "IDC-12"})
}

func anOrder() form.Values {
	return form.Values{
		"location": "bus02", "name": "web-1", "image": "ubuntu:16.04", "vcpu": "2", "ram": "2048", "disks": "20",
		"username": "ann", "password": "Canary-Passw0rd", "billing_account_id": "6", "reserve_public_ip": "1",
	}
}

func TestCreationHasItsLocation(t *testing.T) {
	w := newWorld(t, sandbox.Options{Pace: time.Millisecond})
	got, err := w.client.CreateServer(creating(t.Context()), anOrder())
	if err != nil || got.Location != "bus02" || got.ID == "" {
		t.Fatalf("%+v, %v", got, err)
	}
	server, err := w.client.Server(t.Context(), got.Ref)
	facts, _ := server.Facts.(providers.ServerFacts)
	if err != nil || facts.CPU != 2 || facts.System != "ubuntu 16.04" || facts.User != "ann" || len(facts.Addresses) != 2 {
		t.Errorf("%+v, %v", server, err)
	}
}

func TestLostCreationIsFound(t *testing.T) {
	w := newWorld(t, sandbox.Options{Pace: time.Millisecond})
	before, err := w.client.ServerIDs(t.Context(), anOrder())
	if err != nil {
		t.Fatal(err)
	}
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-12", Kind: sandbox.FaultLost, Times: 1})
	if _, err := w.client.CreateServer(creating(t.Context()), anOrder()); providers.KindOf(err) != providers.ErrUnknown {
		t.Fatalf("a lost answer: %v", err)
	}
	found, err := w.client.CreatedSince(t.Context(), before, anOrder())
	if err != nil || !slices.Equal(found, []providers.Ref{{ID: w.box.Ledger()[0].Target, Location: "bus02"}}) {
		t.Errorf("%v, %v", found, err)
	}
}

func TestCreationRefusals(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	elsewhere := anOrder()
	elsewhere["location"] = ""
	if _, err := w.client.CreateServer(creating(t.Context()), elsewhere); !providers.Refused(err) {
		t.Errorf("without a location: %v", err)
	}
	if err := w.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: sandbox.MutateFull, Target: "bus02"}); err != nil {
		t.Fatal(err)
	}
	_, err := w.client.CreateServer(creating(t.Context()), anOrder())
	if !providers.Refused(err) || !strings.HasPrefix(providers.Said(err), "Not enough resources in pool default2.") {
		t.Errorf("without room: %v, said %q", err, providers.Said(err))
	}
	if n := len(w.box.Ledger()); n != 0 {
		t.Errorf("%d executed", n)
	}
}
