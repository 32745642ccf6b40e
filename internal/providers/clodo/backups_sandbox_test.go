package clodo_test

import (
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// copies are the backups of server 60 by id.
func (w *world) copies() map[string]providers.BackupFacts {
	w.Helper()
	listing, err := w.client.Parts(providers.Ref{ID: "60"})[0].Read(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	found := map[string]providers.BackupFacts{}
	for _, o := range listing.Items {
		found[o.ID] = o.Facts.(providers.BackupFacts)
	}
	return found
}

func TestBackupsInTheSandbox(t *testing.T) {
	w := newWorld(t)
	server, second := providers.Ref{ID: "60"}, providers.Ref{ID: "60/2"}
	step := func(op providers.OpID, send func(intent providers.Intent) error) {
		t.Helper()
		if err := send(providers.Intent{Operation: 1, Step: "x", Op: op}); err != nil {
			t.Fatalf("%s: %v", op, err)
		}
		w.clock.Advance(time.Minute)
	}
	step("CLO-14", func(i providers.Intent) error {
		_, err := w.client.MakeBackup(providers.WithIntent(t.Context(), i), server, providers.BackupOrder{})
		return err
	})
	step("CLO-18", func(i providers.Intent) error {
		return w.client.ScheduleBackup(providers.WithIntent(t.Context(), i), server, second, nil, "00:00")
	})
	step("CLO-19", func(i providers.Intent) error {
		return w.client.DescribeBackup(providers.WithIntent(t.Context(), i), server, second, "Перед обновлением")
	})
	step("CLO-14", func(i providers.Intent) error {
		_, err := w.client.OverwriteBackup(providers.WithIntent(t.Context(), i), server, second)
		return err
	})
	step("CLO-15", func(i providers.Intent) error {
		_, err := w.client.DeleteBackup(providers.WithIntent(t.Context(), i), server, providers.Ref{ID: "60/3"})
		return err
	})
	got := w.copies()
	if two := got["60/2"]; len(got) != 2 || two.Description != "Перед обновлением" || two.Days != nil || two.MadeAt.Year() != 2026 {
		t.Errorf("copies %+v", got)
	}
	if _, ok := got["60/4"]; !ok {
		t.Error("the new one is not listed")
	}
}

func TestRestoreInTheSandbox(t *testing.T) {
	w := newWorld(t)
	ctx := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "restore", Op: "CLO-16"})
	server := providers.Ref{ID: "60"}
	request, err := w.client.RestoreBackup(ctx, server, providers.Ref{ID: "60/2"})
	if err != nil || w.state("60") != providers.Working {
		t.Fatalf("%v, it is %s", err, w.state("60"))
	}
	w.clock.Advance(2 * time.Second)
	percent, err := w.client.RestorePercent(t.Context(), server, request)
	told, askErr := w.client.Request(t.Context(), providers.Ref{ID: request})
	if err != nil || percent != 50 || askErr != nil || told.Done || told.Server != "60" {
		t.Errorf("%d %%, %v; %+v, %v", percent, err, told, askErr)
	}
	if _, err := w.client.RestoreBackup(ctx, server, providers.Ref{ID: "60/2"}); providers.KindOf(err) != providers.ErrConflict {
		t.Errorf("a second one: %v", err)
	}
	w.clock.Advance(time.Minute)
	if w.state("60") != providers.Running {
		t.Errorf("it is %s", w.state("60"))
	}
	w.fault("CLO-16", sandbox.FaultLost)
	if _, err := w.client.RestoreBackup(ctx, server, providers.Ref{ID: "60/2"}); providers.KindOf(err) != providers.ErrUnknown || len(w.box.Ledger()) != 2 {
		t.Errorf("a lost answer: %v, %d executed", err, len(w.box.Ledger()))
	}
}
