package handlers

import (
	"math"
	"slices"
	"time"

	"pinfold/internal/models"
)

// usageJSON is what the script of the charts reads.
type usageJSON struct {
	// From and To bound the range, Times are the moments of the points; all
	// count seconds since 1970.
	From  int64   `json:"from"`
	To    int64   `json:"to"`
	Times []int64 `json:"times"`
	// Shared says that a point stands for several samples.
	Shared bool        `json:"shared"`
	Charts []chartJSON `json:"charts"`
	About  string      `json:"about"`
	// Due says that the provider may be asked now, Again in how many seconds
	// it may be, 0 for never.
	Due   bool `json:"due"`
	Again int  `json:"again"`
}

type chartJSON struct {
	Name    string     `json:"name"`
	Unit    string     `json:"unit"`
	Now     string     `json:"now"`
	Summary string     `json:"summary"`
	Lines   []lineJSON `json:"lines"`
}

type lineJSON struct {
	Label string     `json:"label"`
	Avg   []*float64 `json:"avg"`
	Min   []*float64 `json:"min"`
	Max   []*float64 `json:"max"`
}

func (v usageView) data() usageJSON {
	points := withGaps(v.points)
	d := usageJSON{From: v.from.Unix(), To: v.clock.Now.Unix(), Times: []int64{}, Charts: []chartJSON{}, About: v.about(), Due: v.due()}
	for _, p := range points {
		d.Times = append(d.Times, p.At.Unix())
		d.Shared = d.Shared || p.Samples > 1
	}
	if v.metered && v.target.Resource.GoneAt == nil {
		d.Again = max(1, int(math.Ceil(v.again.Sub(v.clock.Now).Seconds())))
	}
	for _, kind := range v.kinds() {
		chart := chartJSON{Name: kind.name, Unit: kind.unit, Now: v.now(kind), Summary: v.summary(kind)}
		for i, f := range kind.figures {
			line := lineJSON{Label: kind.lines[i], Avg: []*float64{}, Min: []*float64{}, Max: []*float64{}}
			for _, p := range points {
				span := p.Figures[f]
				line.Avg, line.Min, line.Max = append(line.Avg, tenth(span.Avg)), append(line.Min, tenth(span.Min)), append(line.Max, tenth(span.Max))
			}
			chart.Lines = append(chart.Lines, line)
		}
		d.Charts = append(d.Charts, chart)
	}
	return d
}

// tenth rounds to what can be seen.
func tenth(value *float64) *float64 {
	if value == nil {
		return nil
	}
	rounded := math.Round(*value*10) / 10
	return &rounded
}

// withGaps puts an empty point where samples are missing for long, so that no
// line is drawn across what is not known.
func withGaps(points []models.Point) []models.Point {
	if len(points) < 3 {
		return points
	}
	var spans []time.Duration
	for i := range points[1:] {
		spans = append(spans, points[i+1].At.Sub(points[i].At))
	}
	slices.Sort(spans)
	most := 4 * spans[len(spans)/2]
	whole := []models.Point{points[0]}
	for i, p := range points[1:] {
		if p.At.Sub(points[i].At) > most {
			whole = append(whole, models.Point{At: points[i].At.Add(time.Second)})
		}
		whole = append(whole, p)
	}
	return whole
}
