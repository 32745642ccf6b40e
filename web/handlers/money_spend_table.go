package handlers

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
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
