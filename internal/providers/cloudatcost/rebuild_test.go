package cloudatcost_test

import (
	"context"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost"
	"pinfold/internal/sandbox"
)

func rebuilding(ctx context.Context) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "rebuild", Op: "CAC-04"})
}

// TestLostRebuildIsFound by its task (CAC-05), and ends with it. The document
// describes neither; a task that is older is not taken for it.
func TestLostRebuildIsFound(t *testing.T) {
	clock := sandbox.NewManualClock(time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC))
	w := newCrowd(t, sandbox.Options{Now: clock.Now, Pace: time.Second}, "v1")
	server := providers.Ref{ID: "240294"}
	if err := w.client.Rebuild(rebuilding(t.Context()), server, form.Values{"osid": "27"}); err != nil {
		t.Fatal(err)
	}
	clock.Advance(time.Minute)
	mark, err := w.client.RebuildMark(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	since := func(begun, ended int) {
		t.Helper()
		if b, e, err := w.client.RebuildsSince(t.Context(), server, mark); err != nil || b != begun || e != ended {
			t.Errorf("%d begun, %d ended, %v", b, e, err)
		}
	}
	since(0, 0)
	w.box.SetFault(sandbox.Fault{Provider: "cloudatcost", Op: "CAC-04", Kind: sandbox.FaultLost, Times: 1})
	if err := w.client.Rebuild(rebuilding(t.Context()), server, form.Values{"osid": "26"}); providers.KindOf(err) != providers.ErrUnknown {
		t.Fatalf("a lost answer: %v", err)
	}
	since(1, 0)
	clock.Advance(time.Minute)
	since(1, 1)
	if _, _, err := w.client.RebuildsSince(t.Context(), server, "x"); err == nil {
		t.Error("a mark that is none is read")
	}
}

func TestRebuildIsFollowedByItsTask(t *testing.T) {
	w := newWorld(t, "v1")
	ctx, receipt := providers.WithReceipt(rebuilding(t.Context()))
	if err := w.client.Rebuild(ctx, providers.Ref{ID: "240294"}, form.Values{"osid": "26"}); err != nil || receipt.Task != "1013022" {
		t.Errorf("task %q, %v", receipt.Task, err)
	}
	err := w.client.Rebuild(rebuilding(t.Context()), providers.Ref{ID: "240294"}, form.Values{"osid": "999"})
	if !providers.Refused(err) || len(w.box.Ledger()) != 1 {
		t.Errorf("an image of nobody: %v", err)
	}
}

func TestLaterVersionHasNoRebuild(t *testing.T) {
	lacks := cloudatcost.Vendor().Lacks
	if lacks(form.Values{"style": "v1"})["server.rebuild"] != "" {
		t.Error("the documented version lacks it")
	}
	if why := lacks(form.Values{"style": "php"})["server.rebuild"]; why != "The later version of CloudAtCost's API has no call for this." {
		t.Errorf("%q", why)
	}
}
