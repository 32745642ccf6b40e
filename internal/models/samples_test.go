package models_test

import (
	"errors"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func figure(value float64) *float64 { return &value }

func TestSamplesKeepTheirPeaks(t *testing.T) {
	r := newPartRig(t)
	from := r.Now().Add(-24 * time.Hour)
	var samples []providers.Sample
	for minute := range 24 * 60 {
		cpu := 10.0
		if minute == 777 {
			cpu = 99
		}
		samples = append(samples, providers.Sample{At: from.Add(time.Duration(minute) * time.Minute), CPUPercent: &cpu})
	}
	testdb.Must(t, r.scope.AddSamples(ctx, r.server, samples))
	testdb.Must(t, r.scope.AddSamples(ctx, r.server, samples[:9]))
	points, err := r.scope.Samples(ctx, r.server.ID, from, r.Now())
	testdb.Must(t, err)
	if len(points) > 301 || len(points) < 280 {
		t.Errorf("%d points", len(points))
	}
	total, peak := 0, 0.0
	for i, p := range points {
		total += p.Samples
		span := p.Figures[models.FigureCPU]
		peak = max(peak, *span.Max)
		if *span.Min != 10 || *span.Avg > *span.Max || p.Figures[models.FigureMemory].Avg != nil {
			t.Errorf("point %d: %+v", i, p)
		}
		if i > 0 && !p.At.After(points[i-1].At) {
			t.Errorf("point %d is not after the one before", i)
		}
	}
	if total != len(samples) || peak != 99 {
		t.Errorf("%d samples, peak %v", total, peak)
	}
	few, err := r.scope.Samples(ctx, r.server.ID, from, from.Add(5*time.Minute))
	testdb.Must(t, err)
	if len(few) != 6 || few[0].Samples != 1 || !few[0].At.Equal(from.Truncate(time.Second)) {
		t.Errorf("few: %+v", few)
	}
}

func TestSamplesKnowAllFigures(t *testing.T) {
	r := newPartRig(t)
	testdb.Must(t, r.scope.AddSamples(ctx, r.server, []providers.Sample{{At: r.Now(), CPUPercent: figure(1), MemoryUsedMB: figure(2),
		MemoryMB: figure(3), NetInKB: figure(4), NetOutKB: figure(5), DiskReads: figure(6), DiskWrites: figure(7), DiskUsedPercent: figure(8)}}))
	points, err := r.scope.Samples(ctx, r.server.ID, r.Now().Add(-time.Hour), r.Now())
	testdb.Must(t, err)
	for i, f := range models.Figures {
		if avg := points[0].Figures[f].Avg; avg == nil || *avg != float64(i+1) {
			t.Errorf("%s is %v", f, avg)
		}
	}
}

func TestSamplesAreTheTeams(t *testing.T) {
	r := newPartRig(t)
	one := []providers.Sample{{At: r.Now(), CPUPercent: figure(1)}}
	testdb.Must(t, r.scope.AddSamples(ctx, r.server, one))
	for name, stranger := range map[string]models.Scope{"team": r.Team(t, "bob"), "account": r.Limited(t, r.scope.Team.ID, "carl@example.com")} {
		points, err := stranger.Samples(ctx, r.server.ID, r.Now().Add(-time.Hour), r.Now())
		newest, err2 := stranger.NewestSamples(ctx, []models.ID{r.server.ID})
		if err != nil || err2 != nil || len(points)+len(newest) != 0 {
			t.Errorf("%s: sees %v, %v", name, points, newest)
		}
		if err := stranger.AddSamples(ctx, r.server, one); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: writes, %v", name, err)
		}
	}
	newest, err := r.scope.NewestSamples(ctx, []models.ID{r.server.ID})
	if err != nil || !newest[r.server.ID].Equal(r.Now().Truncate(time.Second)) {
		t.Errorf("newest %v, %v", newest, err)
	}
}

func TestSamplesAreKeptForAMonth(t *testing.T) {
	r := newPartRig(t)
	var samples []providers.Sample
	for i := range 1200 {
		samples = append(samples, providers.Sample{At: r.Now().Add(-time.Duration(i) * time.Hour), CPUPercent: figure(1)})
	}
	testdb.Must(t, r.scope.AddSamples(ctx, r.server, samples))
	if n := r.Int(t, "SELECT COUNT(*) FROM samples"); n != 31*24+1 {
		t.Errorf("%d samples were stored", n)
	}
	r.Clock.Add(30 * 24 * time.Hour)
	testdb.Must(t, r.SweepSamples(ctx, r.Now().Add(-models.KeepSamples)))
	if n := r.Int(t, "SELECT COUNT(*) FROM samples"); n != 25 {
		t.Errorf("%d samples are left", n)
	}
	testdb.Must(t, r.SweepSamples(ctx, r.Now()))
	if n := r.Int(t, "SELECT COUNT(*) FROM samples"); n != 0 {
		t.Errorf("%d samples are left", n)
	}
}
