package idcloudhost_test

import (
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// replicas are those of a sample by id, with their types.
func (w *world) replicas() map[string]string {
	w.Helper()
	listing, err := w.client.Parts(providers.Ref{ID: sample7, Location: "cyc01"})[0].Read(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	types := map[string]string{}
	for _, o := range listing.Items {
		types[o.ID] = o.Facts.(providers.BackupFacts).Type
	}
	return types
}

func (w *world) stop(id string) {
	w.Helper()
	if err := w.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: sandbox.MutateStop, Target: id}); err != nil {
		w.Fatal(err)
	}
}

func TestReplicaWrites(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	server := providers.Ref{ID: sample7, Location: "cyc01"}
	replica := providers.Ref{ID: sample7 + "2018-02-22-14-24-32", Location: "cyc01"}
	step := func(op providers.OpID, want providers.ErrorKind, send func(c providers.Intent) error) {
		t.Helper()
		if err := send(providers.Intent{Operation: 1, Step: "x", Op: op}); providers.KindOf(err) != want {
			t.Errorf("%s: %v", op, err)
		}
	}
	rebuild := func(i providers.Intent) error {
		request, err := w.client.RestoreBackup(providers.WithIntent(t.Context(), i), server, replica)
		if request != "" {
			t.Errorf("request %s", request)
		}
		return err
	}
	for _, kind := range w.client.BackupTypes() {
		step("IDC-22", "", func(i providers.Intent) error {
			_, err := w.client.MakeBackup(providers.WithIntent(t.Context(), i), server, providers.BackupOrder{Type: kind})
			return err
		})
	}
	step("IDC-22", providers.ErrInvalid, func(i providers.Intent) error {
		_, err := w.client.MakeBackup(providers.WithIntent(t.Context(), i), server, providers.BackupOrder{DiskID: "a/b"})
		return err
	})
	step("IDC-21", "", func(i providers.Intent) error {
		return w.client.ConvertBackup(providers.WithIntent(t.Context(), i), server, replica, "snapshot", "backup")
	})
	if got := w.replicas(); len(got) != 3 || got[replica.ID] != "backup" {
		t.Errorf("replicas %v", got)
	}
	step("IDC-18", providers.ErrInvalid, rebuild)
	w.stop(sample7)
	step("IDC-18", "", rebuild)
	remove := func(i providers.Intent) error {
		_, err := w.client.DeleteBackup(providers.WithIntent(t.Context(), i), server, replica)
		return err
	}
	step("IDC-19", "", remove)
	step("IDC-19", providers.ErrNotFound, remove)
	if got := w.replicas(); len(got) != 2 || len(w.box.Ledger()) != 5 {
		t.Errorf("replicas %v, %d executed", got, len(w.box.Ledger()))
	}
}
