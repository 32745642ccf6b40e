package models

import (
	"context"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// SpendSum is what was spent in a month, as far as the panel recorded it.
// ServerID is 0 in sums of accounts; Kind is "" in sums of servers.
type SpendSum struct {
	AccountID ID
	ServerID  ID
	Kind      providers.SpendKind
	Month     string
	Currency  string
	Amount    int64
}

// Value is the sum as a decimal number.
func (s SpendSum) Value() decimal.Decimal { return decimal.New(s.Amount, -billion) }

// superseded is usage of a month that an invoice tells of.
const superseded = `spends.source = 'usage' AND EXISTS (SELECT 1 FROM spends invoiced WHERE invoiced.account_id = spends.account_id
	AND invoiced.source = 'invoice' AND substr(invoiced.day, 1, 7) = substr(spends.day, 1, 7))`

func (sc Scope) spend(ctx context.Context, from, to string) *gorm.DB {
	return sc.rows(ctx).Model(&Spend{}).Where("day >= ? AND day <= ?", from, to).Where("NOT (" + superseded + ")")
}

// SpendByMonth sums the spend of the visible accounts by account, kind and
// month of its last day, from one day to another.
func (sc Scope) SpendByMonth(ctx context.Context, from, to string) (sums []SpendSum, err error) {
	err = sc.spend(ctx, from, to).Where("server_id = 0").
		Select("account_id, kind, substr(day, 1, 7) AS month, currency, SUM(amount) AS amount").
		Group("account_id, kind, month, currency").Order("month, account_id, kind").Scan(&sums).Error
	return sums, err
}

// SpendByServer sums what is known of servers by server and month.
func (sc Scope) SpendByServer(ctx context.Context, from, to string) (sums []SpendSum, err error) {
	err = sc.spend(ctx, from, to).Where("server_id <> 0").
		Select("account_id, server_id, substr(day, 1, 7) AS month, currency, SUM(amount) AS amount").
		Group("account_id, server_id, month, currency").Order("month, account_id, server_id").Scan(&sums).Error
	return sums, err
}

// Pace is how fast an account spends: a sum over days that are known.
type Pace struct {
	Days     int
	Currency string
	Sum      decimal.Decimal
}

// PerDay is the average of the known days, zero if there are none.
func (p Pace) PerDay() decimal.Decimal {
	if p.Days == 0 {
		return decimal.Zero
	}
	return p.Sum.DivRound(decimal.NewFromInt(int64(p.Days)), 9)
}

// Paces returns how fast each visible account spent from one day to another,
// by what statements and usage told of days within. Accounts of which no day
// is known are not in it, nor are those that spent in several currencies.
func (sc Scope) Paces(ctx context.Context, from, to string) (map[ID]Pace, error) {
	within := func(model any) *gorm.DB {
		return sc.rows(ctx).Model(model).Where("server_id = 0 AND source IN ? AND first >= ? AND day <= ?",
			[]SpendSource{SpendStatement, SpendUsage}, from, to)
	}
	var days []SpendDay
	if err := within(&SpendDay{}).Find(&days).Error; err != nil {
		return nil, err
	}
	var sums []SpendSum
	err := within(&Spend{}).Select("account_id, currency, SUM(amount) AS amount").Group("account_id, currency").Scan(&sums).Error
	if err != nil {
		return nil, err
	}
	paces := map[ID]Pace{}
	for account, known := range knownDays(days) {
		paces[account] = Pace{Days: known}
	}
	for _, s := range sums {
		p, ok := paces[s.AccountID]
		if ok && p.Currency == "" {
			paces[s.AccountID] = Pace{Days: p.Days, Currency: s.Currency, Sum: s.Value()}
		} else {
			delete(paces, s.AccountID)
		}
	}
	return paces, nil
}

// knownDays counts the days that were read, each once.
func knownDays(readings []SpendDay) map[ID]int {
	seen := map[ID]map[string]bool{}
	for _, r := range readings {
		if seen[r.AccountID] == nil {
			seen[r.AccountID] = map[string]bool{}
		}
		for _, day := range r.Days() {
			seen[r.AccountID][day] = true
		}
	}
	counts := map[ID]int{}
	for account, days := range seen {
		counts[account] = len(days)
	}
	return counts
}

// Days lists the days that a reading tells of.
func (d SpendDay) Days() (days []string) {
	first, err := time.Parse(time.DateOnly, d.First)
	last, err2 := time.Parse(time.DateOnly, d.Day)
	if err != nil || err2 != nil {
		return nil
	}
	for day := first; !day.After(last) && len(days) < 400; day = day.AddDate(0, 0, 1) {
		days = append(days, day.Format(time.DateOnly))
	}
	return days
}

// SpendMonths counts the days that are known of each account and month, by
// account and month.
func (sc Scope) SpendMonths(ctx context.Context, from, to string) (map[ID]map[string]int, error) {
	var days []SpendDay
	err := sc.rows(ctx).Where("server_id = 0 AND first >= ? AND day <= ?", from, to).Find(&days).Error
	months := map[ID]map[string]int{}
	seen := map[ID]map[string]bool{}
	for _, reading := range days {
		if seen[reading.AccountID] == nil {
			seen[reading.AccountID], months[reading.AccountID] = map[string]bool{}, map[string]int{}
		}
		for _, day := range reading.Days() {
			if !seen[reading.AccountID][day] {
				seen[reading.AccountID][day] = true
				months[reading.AccountID][day[:7]]++
			}
		}
	}
	return months, err
}
