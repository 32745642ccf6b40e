package handlers

import (
	"context"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	view "pinfold/web/templates/money"
	"pinfold/web/templates/ui"
)

// moneyView is what the pages of money are made from.
type moneyView struct {
	*panel
	ctx      context.Context
	scope    models.Scope
	accounts map[models.ID]models.Account
	sorted   []models.Account
	set      models.RateSet
	rates    money.Rates
	clock    ui.Clock
}

func (p *panel) moneyView(c echo.Context) (v moneyView, err error) {
	v = moneyView{panel: p, ctx: c.Request().Context(), scope: scopeOf(c), clock: ui.ClockOf(c.Request().Context())}
	v.clock.Now = p.Store.Now()
	if v.accounts, err = p.accountsByID(c); err != nil {
		return v, err
	}
	v.sorted = sortedAccounts(v.accounts)
	v.set, err = v.scope.Rates(v.ctx)
	v.rates = ratesOf(v.set)
	return v, err
}

// ratesOf reads stored rates. They were checked when they were entered.
func ratesOf(set models.RateSet) money.Rates {
	rates := money.Rates{Base: set.Base, Per: map[string]decimal.Decimal{}}
	for code, text := range set.Rates {
		if rate, err := decimal.NewFromString(text); err == nil {
			rates.Per[code] = rate
		}
	}
	return rates
}

func (v moneyView) vendor(a models.Account) providers.Vendor {
	vendor, _ := v.Fleet.Vendor(a.Provider)
	return vendor
}

func (v moneyView) currency(a models.Account) string { return v.currencyOf(a) }

// line is the beginning of what an account adds to a figure.
func (v moneyView) line(id models.ID) view.Line {
	a := v.accounts[id]
	vendor := v.vendor(a)
	return view.Line{Code: vendor.Code, Provider: vendor.Name, Name: a.Label, Href: accountURL(a.ID)}
}

// called is an account by its provider and label, which together are its own.
func (v moneyView) called(a models.Account) string { return v.vendor(a).Name + " " + a.Label }

func amountOf(amount decimal.Decimal, currency string) view.Sum {
	return view.Sum{Amount: money.Amount(amount), Currency: currency}
}

// headline are the sums of a figure: one if rates or a single currency allow
// it, else one for each currency.
func (v moneyView) headline(sums money.Sums) (list []view.Sum) {
	if one, ok := sums.In(v.rates); ok && len(sums) > 1 {
		return []view.Sum{amountOf(one, v.rates.Base)}
	}
	for _, currency := range sums.Currencies() {
		list = append(list, amountOf(sums[currency], currency))
	}
	return list
}

// ratesNote says what sums over several currencies are made with.
func (v moneyView) ratesNote(c echo.Context) view.RatesNote {
	note := view.RatesNote{Base: v.set.Base, At: v.set.At, MayChange: v.scope.May(access.ManageBilling)}
	used := map[string]bool{}
	for _, a := range v.sorted {
		used[v.currency(a)] = true
	}
	delete(used, "")
	note.Needed = len(used) > 1
	var missing []string
	for _, code := range sortedKeys(used) {
		if _, ok := v.rates.To(decimal.NewFromInt(1), code); !ok {
			missing = append(missing, code)
		}
	}
	note.Missing = andText(missing)
	if v.set.Base == "" {
		return note
	}
	note.By = v.userNames(c)[v.set.UserID]
	note.Line = rateLine(v.set)
	return note
}

// rateLine writes rates as one equation: "1 EUR = 1.09 USD = 98.20 RUB".
func rateLine(set models.RateSet) string {
	line := "1 " + set.Base
	for _, code := range sortedKeys(set.Rates) {
		line += " = " + set.Rates[code] + " " + code
	}
	return line
}

// day is the moment's day as spend is stored by.
func day(at time.Time) string { return at.Format(time.DateOnly) }

// monthStart is the first day of the moment's month, moved by months.
func monthStart(at time.Time, months int) time.Time {
	return time.Date(at.Year(), at.Month()+time.Month(months), 1, 0, 0, 0, 0, at.Location())
}

func percentText(n int64) string { return ui.PercentText(int(n)) }

// ordinal is a day of the month as one says it: "21st".
func ordinal(n int) string {
	suffix := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
