package clodo_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
	"pinfold/internal/sandbox"
)

var sixty = providers.Ref{ID: "60"}

func rebuilding(ctx context.Context) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "rebuild", Op: "CLO-10"})
}

// TestLostRebuildIsFound by the log (CLO-12), and ends with it.
func TestLostRebuildIsFound(t *testing.T) {
	w := newWorld(t)
	mark, err := w.client.RebuildMark(t.Context(), sixty)
	if err != nil {
		t.Fatal(err)
	}
	since := func(begun, ended int) {
		t.Helper()
		if b, e, err := w.client.RebuildsSince(t.Context(), sixty, mark); err != nil || b != begun || e != ended {
			t.Errorf("%d begun, %d ended, %v", b, e, err)
		}
	}
	since(0, 0)
	w.fault("CLO-10", sandbox.FaultLost)
	in := form.Values{"imageId": "551", "vps_isp": "1"}
	if err := w.client.Rebuild(rebuilding(t.Context()), sixty, in); providers.KindOf(err) != providers.ErrUnknown {
		t.Fatalf("a lost answer: %v", err)
	}
	since(1, 0)
	w.clock.Advance(time.Minute)
	since(1, 1)
	if e := w.box.Ledger(); len(e) != 1 || e[0].Details["image"] != "551" {
		t.Errorf("executed %+v", e)
	}
	if _, _, err := w.client.RebuildsSince(t.Context(), sixty, "x"); err == nil {
		t.Error("a mark that is none is read")
	}
}

// A log that shows none leaves the state of the server.
func TestRebuildThatOnlyTheStateShows(t *testing.T) {
	w := newWorld(t)
	if err := w.client.Rebuild(rebuilding(t.Context()), sixty, form.Values{"imageId": "551"}); err != nil {
		t.Fatal(err)
	}
	for step, want := range []int{0, 1, 0} { // Queued, installed, done.
		if begun, ended, err := w.client.RebuildsSince(t.Context(), sixty, "999999999999"); err != nil || begun != want || ended != 0 {
			t.Errorf("step %d: %d begun, %d ended, %v", step, begun, ended, err)
		}
		w.clock.Advance(time.Second)
	}
}

func TestRebuildRefusals(t *testing.T) {
	w := newWorld(t)
	for image, want := range map[string]string{"381": "", "x": "This is not an image of Clodo. Nothing was sent."} {
		err := w.client.Rebuild(rebuilding(t.Context()), sixty, form.Values{"imageId": image})
		if providers.KindOf(err) != providers.ErrInvalid || !strings.Contains(providers.Sentence(err), want) {
			t.Errorf("image %s: %v", image, err)
		}
	}
	if n := len(w.box.Ledger()); n != 0 {
		t.Errorf("%d executed", n)
	}
}

// Images of another type of server are not offered, and the present one is
// chosen.
func TestRebuildForm(t *testing.T) {
	known := offers{providers.KindImage: {
		{ID: "1", Name: "Debian 5", State: providers.Available, Facts: providers.ImageFacts{ServerType: "VirtualServer"}},
		{ID: "2", Name: "Debian 6", State: providers.Available, Facts: providers.ImageFacts{ServerType: "VirtualServer"}},
		{ID: "3", Name: "Debian 6", State: providers.Available, Facts: providers.ImageFacts{ServerType: "ScaleServer"}},
		{ID: "4", Name: "Old", State: providers.Unknown, Facts: providers.ImageFacts{ServerType: "VirtualServer"}},
	}}
	server := providers.Observation{Facts: providers.ServerFacts{Type: "VirtualServer", ImageID: "2"}}
	f := clodo.Vendor().Zero.(providers.Rebuilder).RebuildForm(known, server)
	if image, _ := f.Field("imageId"); len(image.Options) != 2 || image.Start() != "2" {
		t.Errorf("%+v", image)
	}
	if errs := f.Validate(form.Values{"imageId": "3"}); errs["imageId"] != "This choice is not offered any more. Choose again." {
		t.Errorf("errors %v", errs)
	}
}

type offers map[providers.Kind][]providers.Observation

func (o offers) Known(kind providers.Kind) []providers.Observation { return o[kind] }
