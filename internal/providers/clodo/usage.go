package clodo

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// Usage implements providers.UsageMeter (CLO-11): a sample a minute, none where
// Clodo has no records. It is a POST and shares its ten a minute with commands
// to servers, so the caller paces it and gives it a low priority. A week is the
// most that fits into one answer.
func (c *Client) Usage(ctx context.Context, server providers.Ref, from, to time.Time) ([]providers.Sample, error) {
	if err := checkID("CLO-11", server.ID); err != nil || !from.Before(to) {
		return nil, err
	}
	at, err := c.hostOf(ctx, "CLO-11", server)
	if err != nil {
		return nil, err
	}
	rows, err := partList[api.Usage](ctx, c, ask{
		op: "CLO-11", method: http.MethodPost, path: "/stats/" + server.ID, at: at,
		body: map[string]any{"stats": map[string]string{
			"from": strconv.FormatInt(from.Unix(), 10), "to": strconv.FormatInt(to.Unix(), 10),
		}},
		refusal: refusalOfState,
	}, "stats")
	if noRecords(err) {
		return nil, nil
	}
	return samplesOf(rows), err
}

// noRecords tells the documented 404 from that of a server which does not exist.
func noRecords(err error) bool {
	return providers.KindOf(err) == providers.ErrNotFound && !strings.Contains(providers.Said(err), "VPS")
}

// samplesOf returns the rows that have a time, the oldest first.
func samplesOf(rows []api.Usage) []providers.Sample {
	samples := make([]providers.Sample, 0, len(rows))
	for _, row := range rows {
		if at := timeOf(textOf(row.At)); !at.IsZero() {
			samples = append(samples, sampleOf(at, row))
		}
	}
	slices.SortStableFunc(samples, func(a, b providers.Sample) int { return a.At.Compare(b.At) })
	return slices.CompactFunc(samples, func(a, b providers.Sample) bool { return a.At.Equal(b.At) })
}

func sampleOf(at time.Time, row api.Usage) providers.Sample {
	return providers.Sample{
		At:           at,
		CPUPercent:   row.CPU.Pointer(),
		MemoryUsedMB: inMB(row.MemoryUsed.Pointer()),
		MemoryMB:     inMB(row.Memory.Pointer()),
		NetInKB:      row.In.Pointer(),
		NetOutKB:     row.Out.Pointer(),
		DiskReads:    row.Reads.Pointer(),
		DiskWrites:   row.Writes.Pointer(),
	}
}

func inMB(kb *float64) *float64 {
	if kb == nil {
		return nil
	}
	mb := *kb / 1024
	return &mb
}
