package clodo_test

import (
	"slices"
	"testing"

	"pinfold/internal/providers"
)

func TestAddressesChange(t *testing.T) {
	w := newWorld(t)
	if err := w.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	from, to := providers.Ref{ID: "298"}, providers.Ref{ID: "60"}
	ips := func(server providers.Ref) (ips []string) {
		for _, source := range w.client.Parts(server) {
			if source.Name != "addresses" {
				continue
			}
			listing, err := source.Read(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range listing.Items {
				ips = append(ips, o.ID)
			}
		}
		return ips
	}
	allow := func(op providers.OpID) providers.Intent { return providers.Intent{Operation: 1, Step: "test", Op: op} }
	add, remove, move := providers.WithIntent(t.Context(), allow("CLO-21")), providers.WithIntent(t.Context(), allow("CLO-22")), providers.WithIntent(t.Context(), allow("CLO-23"))

	if err := w.client.AddAddress(add, from, "62.76.177.*"); err != nil || !slices.Contains(ips(from), "62.76.177.2") {
		t.Errorf("CLO-21: %v, %v", ips(from), err)
	}
	if err := w.client.AddAddress(add, from, ""); err != nil || len(ips(from)) != 4 {
		t.Errorf("CLO-21: %v, %v", ips(from), err)
	}
	if err := w.client.MoveAddress(move, to, "62.76.177.2"); err != nil || !slices.Contains(ips(to), "62.76.177.2") || len(ips(from)) != 3 {
		t.Errorf("CLO-23: %v, %v", ips(to), err)
	}
	if err := w.client.RemoveAddress(remove, to, "62.76.177.2"); err != nil || slices.Contains(ips(to), "62.76.177.2") {
		t.Errorf("CLO-22: %v, %v", ips(to), err)
	}
	for _, err := range []error{
		w.client.AddAddress(add, from, "10.0.0.*"), w.client.RemoveAddress(remove, from, ips(from)[0]),
		w.client.MoveAddress(move, to, ips(from)[0]), w.client.MoveAddress(move, to, "no address"),
	} {
		if providers.KindOf(err) != providers.ErrInvalid || !providers.Refused(err) {
			t.Errorf("%v", err)
		}
	}
	if err := w.client.MoveAddress(t.Context(), to, ips(from)[1]); providers.KindOf(err) != providers.ErrInternal {
		t.Errorf("a GET that changes something went out without its intent: %v", err)
	}
	if n := len(w.box.Ledger()); n != 4 {
		t.Errorf("%d writes", n)
	}
}
