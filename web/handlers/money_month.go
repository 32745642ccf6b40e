package handlers

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
)

// spent sums what is recorded between two days by account, in the accounts'
// currencies.
func (v moneyView) spent(from, to time.Time) (map[models.ID]money.Sums, error) {
	rows, err := v.scope.SpendByMonth(v.ctx, day(from), day(to))
	by := map[models.ID]money.Sums{}
	for _, r := range rows {
		if by[r.AccountID] == nil {
			by[r.AccountID] = money.Sums{}
		}
		by[r.AccountID].Add(r.Value(), r.Currency)
	}
	return by, err
}

func (v moneyView) monthCard() (card view.Card, err error) {
	now := v.clock.Now.In(v.clock.Zone)
	card = view.Card{ID: "month", Title: i18n.T(v.ctx, "{month} so far", "month", now.Format("January")), HelpHref: "/money/spend",
		None: i18n.T(v.ctx, "Nothing is recorded of this month yet.")}
	first := monthStart(now, 0)
	by, err := v.spent(first, now.AddDate(0, 0, 1))
	if err != nil {
		return card, err
	}
	sums := money.Sums{}
	for _, a := range v.sorted {
		for _, currency := range by[a.ID].Currencies() {
			sums.Add(by[a.ID][currency], currency)
			line := v.line(a.ID)
			line.Sum = amountOf(by[a.ID][currency], currency)
			card.Lines = append(card.Lines, line)
		}
	}
	for _, a := range v.sorted {
		if len(by[a.ID]) == 0 && len(card.Lines) > 0 {
			line := v.line(a.ID)
			line.Instead = i18n.T(v.ctx, "not told by its API")
			if v.Fleet.TellsSpend(a) {
				line.Instead = i18n.T(v.ctx, "nothing recorded")
			}
			card.Lines = append(card.Lines, line)
		}
	}
	if more := len(card.Lines) - linesMost; more > 0 {
		card.Lines, card.More, card.MoreHref = card.Lines[:linesMost], i18n.N(v.ctx, more, "{n} more", "{n} more"), "/money/spend"
	}
	card.Sums = v.headline(sums)
	if card.Help, err = v.gaps(by, now); card.Help == "" && err == nil {
		card.Help, err = v.against(by, now)
	}
	return card, err
}

// gaps says of how many days the sums are, where some of the month are not
// known of an account that spent.
func (v moneyView) gaps(by map[models.ID]money.Sums, now time.Time) (string, error) {
	known, err := v.scope.SpendMonths(v.ctx, day(monthStart(now, 0)), day(now.AddDate(0, 0, 1)))
	least := now.Day()
	for account := range by {
		if v.Fleet.TellsSpend(v.accounts[account]) {
			least = min(least, known[account][now.Format("2006-01")])
		}
	}
	if err != nil || least >= now.Day()-1 {
		return "", err
	}
	return i18n.T(v.ctx, "By {known} of {days} days. The others are not recorded yet.", "known", strconv.Itoa(least), "days", strconv.Itoa(now.Day())), nil
}

// against compares the month with the one before, up to the same day, if all
// of these days are known of every account that spent.
func (v moneyView) against(by map[models.ID]money.Sums, now time.Time) (string, error) {
	from, to := monthStart(now, -1), monthStart(now, -1).AddDate(0, 0, now.Day()-1)
	if to.Month() != from.Month() || len(by) == 0 {
		return "", nil
	}
	known, err := v.scope.SpendMonths(v.ctx, day(from), day(to))
	if err != nil {
		return "", err
	}
	before, err := v.spent(from, to)
	if err != nil {
		return "", err
	}
	then, present := money.Sums{}, money.Sums{}
	for account, sums := range by {
		if known[account][from.Format("2006-01")] < now.Day() {
			return "", nil
		}
		merge(present, sums)
		merge(then, before[account])
	}
	old, ok := v.single(then)
	fresh, ok2 := v.single(present)
	if !ok || !ok2 || !old.IsPositive() {
		return "", nil
	}
	return v.change(fresh.Sub(old).Shift(2).Div(old).Round(0).IntPart(), from, now), nil
}

func merge(into, sums money.Sums) {
	for currency, sum := range sums {
		into.Add(sum, currency)
	}
}

// single is one figure for sums: of their only currency, else by rates.
func (v moneyView) single(sums money.Sums) (decimal.Decimal, bool) {
	if codes := sums.Currencies(); len(codes) == 1 {
		return sums[codes[0]], true
	}
	return sums.In(v.rates)
}

func (v moneyView) change(percent int64, from, now time.Time) string {
	pattern := "{percent} more than {month} by the {day}"
	if percent == 0 {
		pattern = "As much as {month} by the {day}"
	} else if percent < 0 {
		pattern = "{percent} less than {month} by the {day}"
	}
	return i18n.T(v.ctx, pattern, "percent", percentText(max(percent, -percent)), "month", from.Format("January"), "day", ordinal(now.Day()))
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, cmp.Compare[string])
	return keys
}
