package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/money"
	view "pinfold/web/templates/money"
	"pinfold/web/templates/ui"
)

// spend is the page of spend as a table.
func (p *panel) spend(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	t, err := v.spendTable(c.QueryParam("by"))
	if err != nil {
		return err
	}
	page := view.SpendPage{Tabs: spendTabs(t.by, "/money/spend"), CSV: "/money/spend.csv?by=" + t.by, Rates: v.ratesNote(c)}
	slices.Reverse(t.months)
	for _, month := range t.months {
		head := view.SpendHead{Label: month.Format("Jan 2006"), Known: t.knownDays(month)}
		head.Days = month.AddDate(0, 1, -1).Day()
		page.Heads = append(page.Heads, head)
	}
	for _, code := range v.chartCurrencies(t) {
		page.Tables = append(page.Tables, v.spendFigures(t, code))
	}
	s, err := p.shell(c, "Spend", "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.Wide, s.HeadHidden = "/money", "Money", true, true
	return p.render(c, http.StatusOK, view.SpendTablePage(s, page))
}

func spendTabs(by, path string) (tabs []ui.Tab) {
	for _, w := range spendWays {
		tabs = append(tabs, ui.Tab{Label: w.label, Href: path + "?by=" + w.name, Current: w.name == by})
	}
	return tabs
}

// spendFigures are the rows of one table, in one currency. What is not known
// stays empty.
func (v moneyView) spendFigures(t spendTable, code string) view.SpendFigures {
	out := view.SpendFigures{Currency: code}
	totals, told := make([]decimal.Decimal, len(t.months)), make([]bool, len(t.months))
	for _, row := range t.rows {
		line, some := view.SpendRow{Label: row.label}, false
		for i, month := range t.months {
			amount, ok := v.within(row.sums[month.Format("2006-01")], code)
			cell := ""
			if ok {
				cell, some = money.Amount(amount), true
				totals[i], told[i] = totals[i].Add(amount), true
			}
			line.Cells = append(line.Cells, cell)
		}
		if some {
			out.Rows = append(out.Rows, line)
		}
	}
	for i, total := range totals {
		cell := ""
		if told[i] {
			cell = money.Amount(total)
		}
		out.Totals = append(out.Totals, cell)
	}
	return out
}

// within is the part of sums that is shown in a currency: all of them by
// rates in the base, else those of the currency itself.
func (v moneyView) within(sums money.Sums, code string) (decimal.Decimal, bool) {
	if len(sums) == 0 {
		return decimal.Zero, false
	}
	if v.combined() && code == v.rates.Base {
		return sums.In(v.rates)
	}
	amount, ok := sums[code]
	return amount, ok
}

// combined reports whether rates turn everything into one currency.
func (v moneyView) combined() bool {
	for _, a := range v.sorted {
		if _, ok := v.rates.To(decimal.Zero, v.currency(a)); !ok {
			return false
		}
	}
	return v.rates.Base != ""
}

// chartCurrencies are the currencies to show spend in: the base where rates
// allow it, else each that was spent.
func (v moneyView) chartCurrencies(t spendTable) []string {
	codes := t.currencies()
	if len(codes) < 2 || !v.combined() {
		return codes
	}
	for _, code := range codes {
		if _, ok := v.rates.To(decimal.Zero, code); !ok {
			return codes
		}
	}
	return []string{v.rates.Base}
}
