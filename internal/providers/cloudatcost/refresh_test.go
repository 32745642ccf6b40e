package cloudatcost_test

import (
	"reflect"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func TestOneCallPerList(t *testing.T) {
	w := newWorld(t, "v1")
	for _, source := range w.client.Sources() {
		if _, err := source.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]int{"CAC-01": 1, "CAC-02": 1, "CAC-05": 1, "CAC-06": 1}
	if got := w.box.Calls(); !reflect.DeepEqual(got, want) {
		t.Errorf("calls %v", got)
	}
}

func TestChangesAtTheProviderAreSeen(t *testing.T) {
	w := newWorld(t, "php")
	ref := providers.Ref{ID: "240294"}
	for _, step := range []struct {
		kind, value string
		state       providers.State
		name        string
	}{
		{sandbox.MutateStop, "", providers.Stopped, "api-test"},
		{sandbox.MutateStatus, "Pending On", providers.Working, "api-test"},
		{sandbox.MutateStart, "", providers.Running, "api-test"},
		{sandbox.MutateRename, "", providers.Running, "localhost"},
	} {
		m := sandbox.Mutation{Provider: "cloudatcost", Kind: step.kind, Target: ref.ID, Value: step.value}
		if err := w.box.Mutate(m); err != nil {
			t.Fatal(err)
		}
		o, err := w.client.Server(t.Context(), ref)
		if err != nil || o.State != step.state || o.Name != step.name {
			t.Errorf("%s: %s, %q, %v", step.kind, o.State, o.Name, err)
		}
	}
	w.box.SetFault(sandbox.Fault{Provider: "cloudatcost", Kind: sandbox.FaultRevoke, Times: 1})
	if _, err := w.client.Server(t.Context(), ref); providers.KindOf(err) != providers.ErrAuth {
		t.Errorf("a revoked key: %v", err)
	}
}
