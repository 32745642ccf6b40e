package clodo_test

import (
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func TestStoresInTheSandbox(t *testing.T) {
	w := newWorld(t)
	with := func(op providers.OpID) providers.Intent { return providers.Intent{Operation: 1, Step: "x", Op: op} }
	in := form.Values{"title": "Медиа", "cache_expires": "off", "cache_publicsearch": "on"}
	w.fault("CLO-40", sandbox.FaultLost)
	if _, err := w.client.CreateStore(providers.WithIntent(t.Context(), with("CLO-40")), in); providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("a lost answer: %v", err)
	}
	all, err := w.client.Stores(t.Context())
	if err != nil || len(all) != 3 || all[2].Name != "Медиа" {
		t.Fatalf("%+v, %v", all, err)
	}
	ref := providers.Ref{ID: all[2].ID}
	read := func() providers.Observation {
		o, err := w.client.Store(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	in["title"], in["cache_refererfilter"] = "Медиа 2", "example.com"
	if w.client.StoreHas(read(), in) {
		t.Error("it has what was not sent")
	}
	if err := w.client.ChangeStore(providers.WithIntent(t.Context(), with("CLO-39")), ref, in); err != nil {
		t.Fatal(err)
	}
	in["cache_bypass"] = "" // It was sent empty, and is empty.
	if !w.client.StoreHas(read(), in) {
		t.Errorf("%+v", read())
	}
	if err := w.client.DeleteStore(providers.WithIntent(t.Context(), with("CLO-41")), ref); err != nil {
		t.Fatal(err)
	}
	if _, err := w.client.Store(t.Context(), ref); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("it is there still: %v", err)
	}
	if err := w.client.DeleteStore(providers.WithIntent(t.Context(), with("CLO-41")), ref); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("deleted twice: %v", err)
	}
}
