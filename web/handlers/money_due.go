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

// linesMost is how many lines a figure shows.
const linesMost = 6

// due is one thing that asks for money.
type due struct {
	account models.ID
	uid     string
	amount  decimal.Decimal
	name    string
	href    string
	// at is when it is due, zero where nobody says.
	at    time.Time
	order bool
}

// dues are the unpaid invoices and orders, the first due first, and what is
// unpaid on billing accounts of which no invoice is known.
func (v moneyView) dues() (list []due, err error) {
	rows, err := v.scope.Unpaid(v.ctx)
	if err != nil {
		return nil, err
	}
	invoiced := map[models.ID]bool{}
	for _, r := range rows {
		one := due{account: r.AccountID, uid: fmt.Sprintf("%s-%d", r.Kind, r.ID), name: r.Name, href: resourceURL(r.Kind, r.ID)}
		if r.Kind == providers.KindOrder {
			one.order = true
			one.amount, err = decimal.NewFromString(r.Order().Amount)
		} else {
			one.at, invoiced[r.AccountID] = r.Invoice().DueAt, true
			one.amount, err = decimal.NewFromString(cmp.Or(r.Invoice().Left, r.Invoice().Total))
		}
		if err == nil {
			list = append(list, one)
		}
	}
	billing, _, err := v.scope.AllOf(v.ctx, providers.KindBilling, 0, billingMost)
	for _, b := range billing {
		unpaid, wrong := decimal.NewFromString(b.BillingSums().Unpaid)
		if wrong == nil && unpaid.IsPositive() && !invoiced[b.AccountID] {
			list = append(list, due{account: b.AccountID, uid: fmt.Sprintf("unpaid-%d", b.ID), amount: unpaid, name: b.Name, href: targetURL(v.targetOf(v.accounts[b.AccountID], &b))})
		}
	}
	slices.SortStableFunc(list, func(a, b due) int { return a.rank().Compare(b.rank()) })
	return list, err
}

const billingMost = 500

// rank puts what is due at no certain time behind all else.
func (d due) rank() time.Time {
	if d.at.IsZero() {
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return d.at
}

func (v moneyView) dueCard() (card view.Card, err error) {
	card = view.Card{ID: "due", Title: i18n.T(v.ctx, "Due"), None: i18n.T(v.ctx, "Nothing is due.")}
	list, err := v.dues()
	if err != nil {
		return card, err
	}
	sums, accounts := money.Sums{}, map[models.ID]bool{}
	for i, one := range list {
		currency := v.currency(v.accounts[one.account])
		sums.Add(one.amount, currency)
		accounts[one.account] = true
		if i < linesMost {
			line := v.line(one.account)
			line.Href, line.Note, line.Sum = one.href, v.dueNote(one), amountOf(one.amount, currency)
			card.Lines = append(card.Lines, line)
		}
	}
	card.Sums = v.headline(sums)
	if len(list) > 0 {
		card.Help = i18n.N(v.ctx, len(list), "One bill of {accounts}", "{n} bills of {accounts}",
			"accounts", i18n.N(v.ctx, len(accounts), "one account", "{n} accounts"))
	}
	if more := len(list) - linesMost; more > 0 {
		card.More, card.MoreHref = i18n.N(v.ctx, more, "{n} more", "{n} more"), invoicesList
	}
	return card, nil
}

// dueNote says when something is due, in a few words.
func (v moneyView) dueNote(d due) string {
	if d.order {
		return i18n.T(v.ctx, "pending order")
	}
	if d.at.IsZero() {
		return i18n.T(v.ctx, "unpaid")
	}
	switch days := daysBetween(v.clock.Now.In(v.clock.Zone), d.at.In(v.clock.Zone)); {
	case days < 0:
		return i18n.N(v.ctx, -days, "{n} day late", "{n} days late")
	case days == 0:
		return i18n.T(v.ctx, "today")
	default:
		return i18n.N(v.ctx, days, "in {n} day", "in {n} days")
	}
}
