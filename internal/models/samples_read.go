package models

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Figure is one of the things that samples tell. Its text is the column.
type Figure string

// The figures of samples.
const (
	FigureCPU        Figure = "cpu_percent"
	FigureMemory     Figure = "memory_used_mb"
	FigureMemoryAll  Figure = "memory_mb"
	FigureNetIn      Figure = "net_in_kb"
	FigureNetOut     Figure = "net_out_kb"
	FigureDiskReads  Figure = "disk_reads"
	FigureDiskWrites Figure = "disk_writes"
	FigureDiskUsed   Figure = "disk_used_percent"
)

// Figures are all figures.
var Figures = []Figure{FigureCPU, FigureMemory, FigureMemoryAll, FigureNetIn, FigureNetOut,
	FigureDiskReads, FigureDiskWrites, FigureDiskUsed}

// Span is a figure over the samples that one point stands for. All are nil
// where no sample tells it.
type Span struct{ Avg, Min, Max *float64 }

// Point stands for Samples samples that lie close together. At is the moment
// of the first of them.
type Point struct {
	At      time.Time
	Samples int
	Figures map[Figure]Span
}

// mostPoints is how many points a range is drawn with at most.
const mostPoints = 300

// Samples returns what a server used between two moments, oldest first, in
// at most 301 points. Where several samples share a point, the smallest and
// the largest are kept beside the mean, so that no peak is lost.
func (sc Scope) Samples(ctx context.Context, server ID, from, to time.Time) ([]Point, error) {
	step := max(1, (to.Unix()-from.Unix()+mostPoints-1)/mostPoints)
	slot := fmt.Sprintf("(at - %d) / %d", from.Unix(), step)
	columns := []string{"MIN(at)", "COUNT(*)"}
	for _, f := range Figures {
		columns = append(columns, fmt.Sprintf("AVG(%[1]s), MIN(%[1]s), MAX(%[1]s)", f))
	}
	rows, err := sc.samplesOf(ctx, server, from, to).Select(strings.Join(columns, ", ")).Group(slot).Order("MIN(at)").Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // It was only read.
	var points []Point
	for rows.Next() {
		var at int64
		point, spans := Point{Figures: map[Figure]Span{}}, make([]Span, len(Figures))
		targets := []any{&at, &point.Samples}
		for i := range spans {
			targets = append(targets, &spans[i].Avg, &spans[i].Min, &spans[i].Max)
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		point.At = time.Unix(at, 0).UTC()
		for i, f := range Figures {
			point.Figures[f] = spans[i]
		}
		points = append(points, point)
	}
	return points, rows.Err()
}
