package fleet

import (
	"context"
	"slices"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// sample keeps the gauges of servers that a refresh just changed, for the
// graphs of providers that tell only the present. A server that did not
// change is not written.
func (f *Fleet) sample(ctx context.Context, account models.Account, scope models.Scope, source providers.Source, changed []models.ID) error {
	if len(changed) == 0 || !slices.Contains(source.Kinds, providers.KindServer) || f.MetersUsage(account) {
		return nil
	}
	servers, err := scope.ServersByID(ctx, changed)
	if err != nil {
		return err
	}
	newest, err := scope.NewestSamples(ctx, changed)
	if err != nil {
		return err
	}
	now := f.store.Now()
	for _, server := range servers {
		one := sampleOf(server)
		if one == nil || now.Sub(newest[server.ID]) < GaugesEvery {
			continue
		}
		one.At = now
		if err := scope.AddSamples(ctx, server, []providers.Sample{*one}); err != nil {
			return err
		}
	}
	return nil
}

// sampleOf reads gauges as a sample, nil if they hold no share of anything.
func sampleOf(server models.Resource) *providers.Sample {
	load, facts := server.Load(), server.Server()
	if load.CPUPercent == nil && load.MemoryPercent == nil && load.DiskPercent == nil {
		return nil
	}
	s := &providers.Sample{CPUPercent: load.CPUPercent, DiskUsedPercent: load.DiskPercent}
	if load.MemoryPercent != nil && facts.MemoryMB > 0 {
		all := float64(facts.MemoryMB)
		used := all * *load.MemoryPercent / 100
		s.MemoryUsedMB, s.MemoryMB = &used, &all
	}
	return s
}
