package fleet_test

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// useMeter is the rig's fleet with a vendor that tells usage over time.
func (r *rig) useMeter() *fleet.Fleet {
	vendor := providers.Vendor{Slug: providers.Clodo, Name: "Clodo", Zero: meter{r.v},
		Open: func(form.Values, form.Values, providers.Kit) (providers.Client, error) { return meter{r.v}, nil }}
	return fleet.New(fleet.Options{Store: r.Store, Keys: r.ring, Bus: r.bus, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Vendors: []providers.Vendor{vendor}})
}

func TestUsageIsAskedForInTurn(t *testing.T) {
	r, account, server := seen(t)
	f, began := r.useMeter(), r.Now()
	for _, step := range []struct {
		name  string
		after time.Duration
		back  time.Duration
		calls int
		// from is where the question begins, before the present.
		from time.Duration
	}{
		{"the first asks for a day", 0, 6 * time.Hour, 1, 24 * time.Hour},
		{"too soon", 4 * time.Minute, 6 * time.Hour, 0, 0},
		{"what is missing", time.Minute, 6 * time.Hour, 1, 5*time.Minute + 900*time.Millisecond},
		{"too soon for more", time.Minute, 7 * 24 * time.Hour, 0, 0},
		{"further back", 5 * time.Minute, 7 * 24 * time.Hour, 1, 7 * 24 * time.Hour},
		{"no more than is kept", 5 * time.Minute, 99 * 24 * time.Hour, 1, models.KeepSamples},
	} {
		r.Clock.Add(step.after)
		r.v.look.samples = []providers.Sample{{At: r.Now(), CPUPercent: new(float64)}}
		testdb.Must(t, f.ReadUsage(ctx, account, server.Ref(), r.Now().Add(-step.back)))
		if n := r.v.look.count(); n != step.calls {
			t.Errorf("%s: %d calls", step.name, n)
		}
		if step.calls == 0 {
			continue
		}
		if got := r.Now().Sub(r.v.look.asked[0]); got != step.from || !r.v.look.asked[1].Equal(r.Now()) {
			t.Errorf("%s: asked from %v before now", step.name, got)
		}
		if r.v.look.priority != providers.Background {
			t.Errorf("%s: priority %v", step.name, r.v.look.priority)
		}
	}
	if n := r.Int(t, "SELECT COUNT(*) FROM samples WHERE at >= ?", began.Unix()); n != 4 {
		t.Errorf("%d samples", n)
	}
}

func TestFailedUsageWaitsToo(t *testing.T) {
	r, account, server := seen(t)
	f := r.useMeter()
	r.v.look.err = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "No answer."}
	for i, want := range []int{1, 0} {
		err := f.ReadUsage(ctx, account, server.Ref(), r.Now())
		if n := r.v.look.count(); n != want || (err != nil) != (want == 1) {
			t.Errorf("try %d: %d calls, %v", i, n, err)
		}
	}
	check := r.check(server, fleet.UsagePart)
	if check.Error != "No answer." || !fleet.UsageNext(check).Equal(r.Now().Add(fleet.UsageEvery)) {
		t.Errorf("check %+v", check)
	}
}

func TestGaugesBecomeSamples(t *testing.T) {
	r := newRig(t)
	percent := 50.0
	load := func(p float64) {
		r.v.servers[0].Facts = providers.ServerFacts{MemoryMB: 2048}
		r.v.servers[0].Gauges = providers.ServerGauges{MemoryPercent: &p}
	}
	for _, step := range []struct {
		name    string
		after   time.Duration
		percent float64
		samples int64
	}{
		{"first", 0, percent, 1}, {"unchanged", time.Hour, percent, 1}, {"changed", time.Minute, 60, 2},
		{"changed again soon", 14 * time.Minute, 70, 2}, {"and later", time.Minute, 80, 3},
	} {
		r.Clock.Add(step.after)
		load(step.percent)
		r.refresh()
		if n := r.Int(t, "SELECT COUNT(*) FROM samples"); n != step.samples {
			t.Errorf("%s: %d samples", step.name, n)
		}
	}
	if used := r.Int(t, "SELECT memory_used_mb FROM samples ORDER BY at LIMIT 1"); used != 1024 {
		t.Errorf("%d MB of half of 2,048", used)
	}
}
