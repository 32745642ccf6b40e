package handlers

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
)

// How the pace of an account is measured, and when what is left is little.
const (
	paceDays    = 30
	runwayLow   = 14
	runwayMost  = 10_000
	paceAtLeast = 3
)

// runway is how long the balance of an account lasts.
type runway struct {
	account models.Account
	uid     string
	name    string
	// part names the balance among several of its account.
	part    string
	href    string
	balance decimal.Decimal
	pace    models.Pace
	// days is how long it lasts, -1 where the pace is not known.
	days int
}

// ends is when the balance is spent at the present pace.
func (r runway) ends(now time.Time) time.Time { return now.AddDate(0, 0, r.days) }

// runways are the balances of all accounts, those that end first before the
// others. A negative balance has ended.
func (v moneyView) runways() (list []runway, err error) {
	billing, _, err := v.scope.AllOf(v.ctx, providers.KindBilling, 0, billingMost)
	if err != nil {
		return nil, err
	}
	today := v.clock.Now.UTC()
	paces, err := v.scope.Paces(v.ctx, day(today.AddDate(0, 0, -paceDays)), day(today.AddDate(0, 0, -1)))
	if err != nil {
		return nil, err
	}
	balances := map[models.ID]int{}
	for _, b := range billing {
		if b.BillingSums().Balance != "" {
			balances[b.AccountID]++
		}
	}
	for _, b := range billing {
		balance, wrong := decimal.NewFromString(b.BillingSums().Balance)
		if wrong != nil {
			continue
		}
		a := v.accounts[b.AccountID]
		one := runway{account: a, uid: fmt.Sprintf("balance-%d", b.ID), name: v.called(a), balance: balance, href: targetURL(v.targetOf(a, &b)), days: -1}
		if balances[a.ID] > 1 {
			one.name, one.part = one.name+", "+b.Name, b.Name
		} else {
			one.pace = paces[a.ID] // Spend is told by account, so it is the pace of a single balance only.
		}
		one.days = v.lasts(one)
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b runway) int { return cmp.Compare(uint(a.days), uint(b.days)) })
	return list, nil
}

// lasts returns for how many days a balance is enough. A few known days are no
// pace, and one in another currency is none of this balance's.
func (v moneyView) lasts(r runway) int {
	perDay := r.pace.PerDay()
	switch {
	case r.pace.Days < paceAtLeast || !perDay.IsPositive() || r.pace.Currency != v.currency(r.account):
		return -1
	case !r.balance.IsPositive():
		return 0
	}
	return int(min(r.balance.Div(perDay).IntPart(), runwayMost))
}

// says is the runway in a sentence.
func (v moneyView) says(r runway) string {
	perDay := money.Text(r.pace.PerDay(), r.pace.Currency)
	if r.pace.Days < paceDays {
		return i18n.N(v.ctx, r.days, "{account} lasts about {n} day at {pace} a day, by {known} known days",
			"{account} lasts about {n} days at {pace} a day, by {known} known days",
			"account", r.name, "pace", perDay, "known", i18n.N(v.ctx, r.pace.Days, "{n}", "{n}"))
	}
	return i18n.N(v.ctx, r.days, "{account} lasts about {n} day at {pace} a day", "{account} lasts about {n} days at {pace} a day",
		"account", r.name, "pace", perDay)
}

func (v moneyView) leftCard() (card view.Card, err error) {
	card = view.Card{ID: "left", Title: i18n.T(v.ctx, "Left on accounts"), HelpHref: "/money/expiring"}
	list, err := v.runways()
	if err != nil {
		return card, err
	}
	sums, told := money.Sums{}, map[models.ID]bool{}
	for _, r := range list {
		currency := v.currency(r.account)
		sums.Add(r.balance, currency)
		told[r.account.ID] = true
		line := v.line(r.account.ID)
		line.Note, line.Href, line.Sum = r.part, r.href, amountOf(r.balance, currency)
		card.Lines = append(card.Lines, line)
	}
	able := v.having(v.accounts, providers.KindBilling)
	for _, a := range v.sorted {
		if told[a.ID] {
			continue
		}
		line := v.line(a.ID)
		line.Instead = i18n.T(v.ctx, "not told by its API")
		if slices.Contains(able, a.ID) {
			line.Instead = i18n.T(v.ctx, "not read yet")
		}
		card.Lines = append(card.Lines, line)
	}
	if more := len(card.Lines) - linesMost; more > 0 {
		card.Lines, card.More, card.MoreHref = card.Lines[:linesMost], i18n.N(v.ctx, more, "{n} more", "{n} more"), "/accounts"
	}
	card.Sums = v.headline(sums)
	if len(list) > 0 && list[0].days >= 0 {
		card.Help = v.says(list[0])
	} else if len(list) > 0 {
		card.Help = i18n.T(v.ctx, "How long it lasts shows after a few days of recorded spend.")
	}
	return card, nil
}
