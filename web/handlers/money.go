package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
	"pinfold/web/templates/ui"
)

// billsShown is how many unpaid bills stand on the first page.
const billsShown = 10

// money is the first page of money: what is due, left and spent.
func (p *panel) money(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	page := view.Page{NoAccounts: len(v.accounts) == 0, MayConnect: v.scope.May(access.ManageAccounts)}
	if !page.NoAccounts {
		if err := v.fill(c, &page); err != nil {
			return err
		}
	}
	s, err := p.shell(c, "Money", "money")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	return p.render(c, http.StatusOK, view.MoneyPage(s, page))
}

func (v moneyView) fill(c echo.Context, page *view.Page) error {
	for _, card := range []func() (view.Card, error){v.dueCard, v.leftCard, v.monthCard} {
		one, err := card()
		if err != nil {
			return err
		}
		page.Cards = append(page.Cards, one)
	}
	page.Rates, page.Places = v.ratesNote(c), moneyPlaces(v)
	rows, total, err := v.scope.Invoices(v.ctx, models.InvoiceQuery{Limit: billsShown})
	if err != nil {
		return err
	}
	if page.Bills, err = v.invoiceRows(c, rows, v.accounts); err != nil {
		return err
	}
	page.BillsMore = int(total) - len(rows)
	if v.scope.May(access.SpendMoney) && len(v.having(v.accounts, providers.KindBilling)) > 0 {
		page.BuyURL = "/money/billing"
	}
	t, err := v.spendTable(c.QueryParam("by"))
	if err != nil {
		return err
	}
	page.Charts, page.By, page.TableURL = v.charts(t), spendTabs(t.by, "/money"), "/money/spend?by="+t.by
	page.Troubles, err = v.spendTroubles()
	return err
}

// spendTroubles are the accounts whose spend could not be read of late.
func (v moneyView) spendTroubles() (list []view.Trouble, err error) {
	checks, err := v.scope.SpendChecks(v.ctx)
	for _, a := range v.sorted {
		if check := checks[a.ID]; check.FailedAt != nil {
			list = append(list, view.Trouble{Account: v.called(a), Why: check.Error, Href: accountURL(a.ID)})
		}
	}
	return list, err
}

// moneyPlaces are the other pages of money.
func moneyPlaces(v moneyView) []ui.Tab {
	return []ui.Tab{
		{Label: i18n.T(v.ctx, "Overview"), Href: "/money", Current: true},
		{Label: i18n.T(v.ctx, "Invoices and orders"), Href: invoicesList},
		{Label: i18n.T(v.ctx, "Billing accounts"), Href: "/money/billing"},
		{Label: i18n.T(v.ctx, "What ends when"), Href: "/money/expiring"},
		{Label: i18n.T(v.ctx, "Statement"), Href: "/money/statement"},
		{Label: i18n.T(v.ctx, "Usage"), Href: "/money/usage"},
		{Label: i18n.T(v.ctx, "Prices"), Href: "/money/prices"},
		{Label: i18n.T(v.ctx, "Rates"), Href: "/money/rates"},
	}
}
