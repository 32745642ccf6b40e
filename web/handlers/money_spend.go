package handlers

import (
	"cmp"
	"encoding/csv"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
	"pinfold/web/templates/ui"
)

// spendMonths is how many months are shown.
const spendMonths = 12

// spendWays are the ways to divide spend.
var spendWays = []struct{ name, label string }{{"account", "Account"}, {"kind", "Kind"}, {"tag", "Tag"}}

// spendTable is spend by month, divided one way.
type spendTable struct {
	by     string
	months []time.Time
	// rows are the parts, the largest first. Sums are by month and currency.
	rows []spendRow
	// known counts the known days by account and month.
	known map[models.ID]map[string]int
}

type spendRow struct {
	label string
	sums  map[string]money.Sums
	// size orders the rows; amounts of different currencies are compared as they
	// are where no rate holds.
	size decimal.Decimal
}

// spendTable reads what is recorded of the last months.
func (v moneyView) spendTable(by string) (t spendTable, err error) {
	if !slices.ContainsFunc(spendWays, func(w struct{ name, label string }) bool { return w.name == by }) {
		by = spendWays[0].name
	}
	t.by = by
	now := v.clock.Now.In(v.clock.Zone)
	for i := range spendMonths {
		t.months = append(t.months, monthStart(now, i-spendMonths+1))
	}
	from, to := day(t.months[0]), day(now.AddDate(0, 0, 1))
	if t.known, err = v.scope.SpendMonths(v.ctx, from, to); err != nil {
		return t, err
	}
	sums, err := v.scope.SpendByMonth(v.ctx, from, to)
	if err != nil {
		return t, err
	}
	rows := map[string]*spendRow{}
	for _, s := range sums {
		label := v.called(v.accounts[s.AccountID])
		switch by {
		case "kind":
			label = spendKindText(v, s.Kind)
		case "tag":
			label = i18n.T(v.ctx, "Without a tag")
		}
		v.put(rows, label, s)
	}
	if by == "tag" {
		err = v.byTag(rows, from, to)
	}
	for _, row := range rows {
		t.rows = append(t.rows, *row)
	}
	slices.SortFunc(t.rows, func(a, b spendRow) int { return cmp.Or(b.size.Cmp(a.size), cmp.Compare(a.label, b.label)) })
	return t, err
}

func (v moneyView) put(rows map[string]*spendRow, label string, s models.SpendSum) {
	if rows[label] == nil {
		rows[label] = &spendRow{label: label, sums: map[string]money.Sums{}}
	}
	row := rows[label]
	if row.sums[s.Month] == nil {
		row.sums[s.Month] = money.Sums{}
	}
	row.sums[s.Month].Add(s.Value(), s.Currency)
	one, ok := v.rates.To(s.Value(), s.Currency)
	if !ok {
		one = s.Value()
	}
	row.size = row.size.Add(one)
}

// byTag moves what servers with a tag cost to that tag, from what has none. A
// server with several counts for the first by name, so that the parts add up
// to the whole.
func (v moneyView) byTag(rows map[string]*spendRow, from, to string) error {
	tags, err := v.scope.TagsOf(v.ctx, nil)
	if err != nil {
		return err
	}
	sums, err := v.scope.SpendByServer(v.ctx, from, to)
	for _, s := range sums {
		if len(tags[s.ServerID]) == 0 {
			continue
		}
		v.put(rows, tags[s.ServerID][0], s)
		s.Amount = -s.Amount
		v.put(rows, i18n.T(v.ctx, "Without a tag"), s)
	}
	return err
}

var spendKinds = map[providers.SpendKind]string{
	providers.SpendServer: "Servers", providers.SpendCPU: "CPU", providers.SpendMemory: "Memory", providers.SpendDisk: "Disks",
	providers.SpendTraffic: "Traffic", providers.SpendAddress: "Addresses", providers.SpendBackup: "Backups",
	providers.SpendStorage: "Storage", providers.SpendLicense: "Licenses", providers.SpendSupport: "Administration",
	providers.SpendTax: "Tax", providers.SpendOther: "Other",
}

func spendKindText(v moneyView, kind providers.SpendKind) string {
	return i18n.T(v.ctx, cmp.Or(spendKinds[kind], string(kind)))
}

// currencies are those in which something was spent.
func (t spendTable) currencies() []string {
	used := map[string]bool{}
	for _, row := range t.rows {
		for _, sums := range row.sums {
			for code := range sums {
				used[code] = true
			}
		}
	}
	return sortedKeys(used)
}

// knownDays is how many days of a month are known at most of one account.
func (t spendTable) knownDays(month time.Time) (most int) {
	for _, months := range t.known {
		most = max(most, months[month.Format("2006-01")])
	}
	return most
}

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
	totals := make([]decimal.Decimal, len(t.months))
	for _, row := range t.rows {
		line, some := view.SpendRow{Label: row.label}, false
		for i, month := range t.months {
			amount, ok := v.within(row.sums[month.Format("2006-01")], code)
			cell := ""
			if ok {
				cell, some = money.Amount(amount), true
				totals[i] = totals[i].Add(amount)
			}
			line.Cells = append(line.Cells, cell)
		}
		if some {
			out.Rows = append(out.Rows, line)
		}
	}
	for i, month := range t.months {
		cell := ""
		if t.knownDays(month) > 0 {
			cell = money.Amount(totals[i])
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

var spendCSVHead = []string{"month", "part", "amount", "currency", "days known"}

// spendCSV is spend by month as a file, in the currencies in which it was
// spent.
func (p *panel) spendCSV(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	t, err := v.spendTable(c.QueryParam("by"))
	if err != nil {
		return err
	}
	if err := p.exported(c, "spend"); err != nil {
		return err
	}
	w := p.csvFile(c, "spend")
	_ = w.Write(spendCSVHead) // Flush tells whether the browser still listens.
	for _, month := range t.months {
		for _, row := range t.rows {
			sums := row.sums[month.Format("2006-01")]
			for _, code := range sums.Currencies() {
				_ = w.Write([]string{month.Format("2006-01"), inert(row.label), sums[code].String(), code, figure(t.knownDays(month))})
			}
		}
	}
	w.Flush()
	return w.Error()
}

// csvFile begins the answer of a file with that name and the day.
func (p *panel) csvFile(c echo.Context, name string) *csv.Writer {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="`+name+"-"+p.Store.Now().Format("2006-01-02")+`.csv"`)
	c.Response().WriteHeader(http.StatusOK)
	return csv.NewWriter(p.whileIn(c))
}
