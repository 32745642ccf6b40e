package handlers

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"pinfold/internal/money"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
)

// tones is how many parts a bar may have; what is beyond is one part.
const tones = 4

// charts draws spend by month, one chart for each currency.
func (v moneyView) charts(t spendTable) (list []view.Chart) {
	for _, code := range v.chartCurrencies(t) {
		b := v.bars(t, code)
		chart := view.Chart{Currency: code, Summary: v.chartSummary(t, b, code)}
		for i, label := range b.labels {
			chart.Series = append(chart.Series, view.Series{Label: label, Tone: i + 1})
		}
		chart.Wide = b.plot(t.months, 984, code)
		b.parts = b.parts[spendMonths/2:]
		chart.Narrow = b.plot(t.months[spendMonths/2:], 358, "")
		list = append(list, chart)
	}
	return list
}

// bars are the parts of each month's bar, from the bottom.
type bars struct {
	labels []string
	parts  [][]float64
	totals []decimal.Decimal
}

func (v moneyView) bars(t spendTable, code string) bars {
	var rows []spendRow
	for _, row := range t.rows {
		for _, month := range t.months {
			if _, ok := v.within(row.sums[month.Format("2006-01")], code); ok {
				rows = append(rows, row)
				break
			}
		}
	}
	b := bars{parts: make([][]float64, len(t.months)), totals: make([]decimal.Decimal, len(t.months))}
	for i, row := range rows {
		if i < tones-1 || i == tones-1 && len(rows) == tones {
			b.labels = append(b.labels, row.label)
		}
	}
	if len(rows) > tones {
		b.labels = append(b.labels, i18n.T(v.ctx, "Others"))
	}
	for m, month := range t.months {
		b.parts[m] = make([]float64, len(b.labels))
		for i, row := range rows {
			amount, _ := v.within(row.sums[month.Format("2006-01")], code)
			b.totals[m] = b.totals[m].Add(amount)
			b.parts[m][min(i, len(b.labels)-1)] += max(0, amount.InexactFloat64())
		}
	}
	return b
}

func (v moneyView) chartSummary(t spendTable, b bars, code string) string {
	first := 0
	for first < len(t.months)-1 && t.knownDays(t.months[first]) == 0 {
		first++
	}
	low, high := b.totals[first], b.totals[first]
	for _, total := range b.totals[first:] {
		low, high = decimal.Min(low, total), decimal.Max(high, total)
	}
	last := t.months[len(t.months)-1]
	return i18n.T(v.ctx, "Spend by month from {first} to {last}, between {low} and {high}, {last} {sum} so far", "first", t.months[first].Format("January 2006"),
		"last", last.Format("January"), "low", money.Amount(low), "high", money.Text(high, code), "sum", money.Text(b.totals[len(b.totals)-1], code))
}

// Measures of a chart, in units of its view box.
const (
	plotHeight = 150
	plotTop    = 8.5
	plotFloor  = 130.5
	// plotDigit is what a character of a label takes at most.
	plotDigit = 7
)

// plot draws the bars into a width, with room for the labels at the left.
func (b bars) plot(months []time.Time, width int, code string) view.Plot {
	top := 0.0
	for _, parts := range b.parts {
		sum := 0.0
		for _, part := range parts {
			sum += part
		}
		top = max(top, sum)
	}
	step, steps := gridStep(top)
	top = step * float64(steps)
	left := 0
	for i := range steps + 1 {
		left = max(left, 14+plotDigit*utf8.RuneCountInString(gridLabel(float64(i)*step, code)))
	}
	plot := view.Plot{Width: width, Height: plotHeight}
	scale := (plotFloor - plotTop) / top
	for i := range steps + 1 {
		y := plotFloor - float64(i)*step*scale
		plot.Lines = append(plot.Lines, view.PlotLine{Path: fmt.Sprintf("M%d %.1fH%d", left, y, width-2),
			LabelX: strconv.Itoa(left - 6), LabelY: unit(y + 3.5), Label: gridLabel(float64(i)*step, code)})
	}
	slot := float64(width-2-left) / float64(len(months))
	for m, month := range months {
		x, y := float64(left)+slot*(float64(m)+0.17), plotFloor-0.5
		for i, part := range b.parts[m] {
			height := part * scale
			if height < 0.2 {
				continue
			}
			y -= height
			plot.Bars = append(plot.Bars, view.PlotBar{Tone: i + 1, X: unit(x), Y: unit(y), Width: unit(slot * 0.66), Height: unit(max(0.2, height-0.4))})
		}
		plot.Marks = append(plot.Marks, view.PlotText{X: unit(x + slot*0.33), Y: "146", Text: month.Format("Jan")})
	}
	return plot
}

func unit(n float64) string { return strconv.FormatFloat(math.Round(n*10)/10, 'f', -1, 64) }

// gridStep divides a height into two to four steps of 1, 2, 2.5 or 5 times a
// power of ten.
func gridStep(top float64) (step float64, steps int) {
	if top <= 0 {
		return 1, 2
	}
	base := math.Pow(10, math.Floor(math.Log10(top))-1)
	for _, times := range []float64{2.5, 5, 10, 20, 25, 50} {
		if steps = int(math.Ceil(top / (base * times))); steps <= 4 {
			return base * times, max(steps, 2)
		}
	}
	return top, 1
}

func gridLabel(value float64, code string) string {
	text := decimal.NewFromFloat(value).Round(4).String()
	if whole, rest, ok := strings.Cut(text, "."); !ok {
		text = money.Group(whole)
	} else {
		text = money.Group(whole) + "." + rest
	}
	if code == "" {
		return text
	}
	return text + "\u00a0" + code
}
